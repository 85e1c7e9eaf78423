"""Addresses of what concerns everybody's day: the first page, tasks, comments, notifications, search and help, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk import assignments, comments, find, help, notifications, work

work_urls: list[URLPattern] = [
    path("", work.desk_home, name="desk_home"),
    path("tasks/", work.work_list, name="work_list"),
    path("documents/<int:document_id>/assignments/", assignments.document_assign, name="document_assign"),
    path("issues/<int:issue_id>/assignments/", assignments.issue_assign, name="issue_assign"),
    path("assignments/<int:assignment_id>/hand/", assignments.assignment_hand, name="assignment_hand"),
    path("assignments/<int:assignment_id>/done/", assignments.assignment_done, name="assignment_done"),
    path("assignments/<int:assignment_id>/withdraw/", assignments.assignment_withdraw, name="assignment_withdraw"),
    path("documents/<int:document_id>/panel/comments/", comments.comment_panel, name="comment_panel"),
    path("documents/<int:document_id>/comments/", comments.document_comment, name="document_comment"),
    path("issues/<int:issue_id>/comments/", comments.issue_comment, name="issue_comment"),
    path("comments/<int:comment_id>/reply/", comments.comment_reply, name="comment_reply"),
    path("comments/<int:comment_id>/edit/", comments.comment_edit, name="comment_edit"),
    path("comments/<int:comment_id>/delete/", comments.comment_delete, name="comment_delete"),
    path("comments/<int:comment_id>/resolve/", comments.comment_resolve, name="comment_resolve"),
    path("notifications/", notifications.notification_list, name="notification_list"),
    path("notifications/read/", notifications.notification_read, name="notification_read"),
    path("notifications/settings/", notifications.notification_settings, name="notification_settings"),
    path("notifications/<int:notification_id>/", notifications.notification_open, name="notification_open"),
    path("find/", find.find, name="find"),
    path("help/", help.help_page, name="help_page"),
]
