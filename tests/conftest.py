pytest_plugins = ["tests.guards", "tests.browser", "tests.cast"]
