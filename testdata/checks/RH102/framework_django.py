"""RH102: Django calls views and signal receivers from the threads of its server."""
from django.contrib.auth.decorators import login_required
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.urls import path
from django.views.generic import View
from django.views.generic.base import View as BaseView

hits = 0
saves = 0
reads = 0
secret = 0


def index(request):
    global hits
    hits += 1  # want RH102 "hits"
    return hits


@login_required
def private(request):
    global secret
    secret += 1  # want RH102 "secret"
    return secret


@receiver(post_save)
def saved(sender, **kwargs):
    global saves
    saves += 1  # want RH102 "saves"


class Detail(View):
    def get(self, request):
        global reads
        reads += 1  # want RH102 "reads"
        self.n = 0
        self.n += 1  # a view object serves one request
        return reads


urlpatterns = [path("", index), path("detail/", Detail.as_view())]
