"""Addresses of the registers, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk.registers import home, organs

register_urls: list[URLPattern] = [
    path("registers/", home.register_home, name="register_home"),
    path("organs/", organs.organ_list, name="organ_list"),
    path("organs/new/", organs.organ_new, name="organ_new"),
    path("organs/alike/", organs.organ_variants, name="organ_variants"),
    path("organs/<int:organ_id>/", organs.organ_detail, name="organ_detail"),
    path("organs/<int:organ_id>/merge/", organs.organ_merge, name="organ_merge"),
    path("organs/<int:organ_id>/apart/<int:other_id>/", organs.organ_apart, name="organ_apart"),
]
