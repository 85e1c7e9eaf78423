"""In and out of the desk."""

from django.contrib.auth import views

desk_login = views.LoginView.as_view(
    template_name="gazette/desk/desk_login.html", next_page="desk:desk_home", redirect_authenticated_user=True
)
desk_logout = views.LogoutView.as_view(next_page="desk:desk_login")
