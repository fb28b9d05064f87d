"""What every test shares."""

from hypothesis import settings

pytest_plugins = ["tests.guards", "tests.browser", "tests.cast"]

# A busy machine is slow, which is no fault of what is tested.
settings.register_profile("hmk", deadline=None)
settings.load_profile("hmk")
