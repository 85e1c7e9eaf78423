"""In and out of the desk."""

from django.contrib.auth import views
from django.http import HttpResponse
from rest_framework.throttling import BaseThrottle

from gazette.forms import LoginForm


class DeskLogin(views.LoginView):
    """429 while too many logins have failed; the form counts them."""

    template_name = "gazette/desk/desk_login.html"
    form_class = LoginForm
    next_page = "desk:desk_home"
    redirect_authenticated_user = True

    def get_form_kwargs(self) -> dict[str, object]:
        # The address as the API counts it: behind as many proxies as the settings say.
        return super().get_form_kwargs() | {"address": BaseThrottle().get_ident(self.request)}  # type: ignore[arg-type]

    def form_invalid(self, form: LoginForm) -> HttpResponse:  # type: ignore[override]
        return self.render_to_response(self.get_context_data(form=form), status=429 if form.barred else 200)


desk_login = DeskLogin.as_view()
desk_logout = views.LogoutView.as_view(next_page="desk:desk_login")
