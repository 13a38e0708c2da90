"""Addresses on the operators' host."""

from django.urls import path

from console.web import fleet, nation, onboarding, readers

app_name = "console"
urlpatterns = [
    path("", fleet.fleet, name="fleet"),
    path("hoi-dong/<slug:key>/", fleet.council, name="council"),
    path("hoi-dong/<slug:key>/tam-ngung/", fleet.suspend_council, name="suspend"),
    path("hoi-dong/<slug:key>/hoat-dong-lai/", fleet.resume_council, name="resume"),
    path("hoi-dong/<slug:key>/moi-quan-tri/", fleet.invite, name="invite"),
    path("hoi-dong/<slug:key>/thu-hoi-loi-moi/", fleet.withdraw_invitation, name="withdraw"),
    path("ca-nuoc/", nation.nation, name="nation"),
    path("ca-nuoc/<slug:unit_code>/", nation.province, name="province"),
    path("nguoi-doc/", readers.readers, name="readers"),
    path("nguoi-doc/<uuid:account_id>/moi-lai/", readers.invite_again, name="invite_reader_again"),
    path("nguoi-doc/<uuid:account_id>/thoi/", readers.end, name="end_reader"),
    path("khoi-tao/", onboarding.choose, name="choose"),
    path("khoi-tao/kiem-tra/", onboarding.check, name="check"),
    path("khoi-tao/bat-dau/", onboarding.start, name="start"),
    path("cac-dot-khoi-tao/", onboarding.onboardings, name="onboardings"),
    path("cac-dot-khoi-tao/<uuid:onboarding_id>/", onboarding.progress, name="progress"),
    path("cac-dot-khoi-tao/<uuid:onboarding_id>/lam-lai/", onboarding.retry, name="retry"),
]
