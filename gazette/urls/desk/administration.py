"""Addresses of accounts, roles and the audit log, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk import audit, people

administration_urls: list[URLPattern] = [
    path("audit/", audit.audit_list, name="audit_list"),
    path("audit/file.csv", audit.audit_file, name="audit_file"),
    path("people/", people.people_list, name="people_list"),
    path("people/<int:user_id>/roles/", people.person_roles, name="person_roles"),
    path("people/<int:user_id>/address/", people.person_address, name="person_address"),
    path("people/<int:user_id>/password/", people.person_password, name="person_password"),
    path("people/<int:user_id>/close/", people.person_close, name="person_close"),
    path("people/<int:user_id>/unlock/", people.person_unlock, name="person_unlock"),
    path("people/<int:user_id>/factor/", people.person_factor_reset, name="person_factor_reset"),
]
