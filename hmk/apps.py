from django.apps import AppConfig


class HmkConfig(AppConfig):
    name = "hmk"
    verbose_name = "HMK"
