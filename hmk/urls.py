from django.contrib import admin
from django.urls import include, path

from hmk import health, offline, views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("dashboards/", include("reports.urls")),
    path("reports/", include("reports.paper_urls")),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("offline/", offline.no_network, name="offline"),
    path("meetings/", include("meetings.urls")),
    path("calendar/", include("meetings.calendar_urls")),
    path("accounts/", include("allauth.urls")),
    path("cells/", include("members.cell_urls")),
    path("members/", include("members.urls")),
    path("ratings/", include("evaluations.urls")),
    path("search/", include("reports.search.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "hmk.errors.bad_request"
handler403 = "hmk.errors.permission_denied"
handler404 = "hmk.errors.page_not_found"
handler500 = "hmk.errors.server_error"
