"""Addresses of the province's dashboard and of the indicators."""

from django.urls import path

from council.indicators.web import arranging, goals, indicators, outlines, people, province, reports, targets

app_name = "indicators"
urlpatterns = [
    path("toan-tinh/", province.overview, name="province"),
    path("toan-tinh/ban-do/", arranging.arrange, name="arrange"),
    path("toan-tinh/ban-do/de-xuat/", arranging.propose, name="propose"),
    path("toan-tinh/ban-do/hinh/", outlines.bring, name="bring"),
    path("toan-tinh/ban-do/hinh/thoi-dung/", outlines.hide, name="hide"),
    path("toan-tinh/ban-do/hinh/<uuid:outlines_id>/", outlines.outlines, name="outlines"),
    path("toan-tinh/dan-so/", people.people, name="people"),
    path("toan-tinh/dan-so/tep-mau/", people.people_template, name="people_template"),
    path("toan-tinh/chi-tieu/", goals.goals, name="goals"),
    path("toan-tinh/<slug:unit_code>/", province.commune, name="commune"),
    path("bao-cao/", reports.reports, name="reports"),
    path("chi-tieu/", indicators.index, name="index"),
    path("chi-tieu/<slug:indicator_name>/", indicators.detail, name="detail"),
    path("chi-tieu/<slug:indicator_name>/cap-xa/", indicators.in_communes, name="in_communes"),
    path("chi-tieu/<slug:indicator_name>/muc-tieu/", targets.target, name="target"),
    path("chi-tieu/<slug:indicator_name>/muc-tieu/ket-thuc/", targets.end, name="end_target"),
]
