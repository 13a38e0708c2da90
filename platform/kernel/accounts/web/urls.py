"""Addresses under /tai-khoan/, in a council and for operators."""

from django.urls import path

from kernel.accounts.web import coming_in, identities, mine, passkeys

app_name = "accounts"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("dang-nhap/", coming_in.sign_in, name="sign_in"),
    path("dang-xuat/", coming_in.sign_out, name="sign_out"),
    path("xac-thuc/", coming_in.second_factor, name="second_factor"),
    path("xac-thuc/cai-dat/", coming_in.enrol, name="enrol"),
    path("xac-thuc/cai-dat/bat-dau/", coming_in.begin_enrol, name="begin_enrol"),
    path("ma-du-phong/", mine.recovery_codes, name="recovery_codes"),
    path("dang-nhap/khoa-truy-cap/", passkeys.sign_in, name="passkey_sign_in"),
    path("dinh-danh/", identities.begin, name="identity"),
    path("dinh-danh/ve/", identities.come_back, name="identity_return"),
    path("dinh-danh/da-dang-xuat/", identities.left, name="identity_left"),
    path("dinh-danh/go/", identities.unlink, name="identity_unlink"),
    path("dinh-danh/cho-gan-lai/", identities.allow, name="identity_allow"),
    path("xac-thuc/khoa-truy-cap/", passkeys.second_factor, name="passkey_second"),
    path("khoa-truy-cap/hoi/<slug:purpose>/", passkeys.question, name="passkey_question"),
    path("khoa-truy-cap/them/", passkeys.add, name="passkey_add"),
    path("khoa-truy-cap/<uuid:passkey_id>/doi-ten/", passkeys.rename, name="passkey_name"),
    path("khoa-truy-cap/<uuid:passkey_id>/go/", passkeys.remove, name="passkey_remove"),
    path("mat-khau/", mine.password, name="password"),
    path("loi-moi/<uuid:invitation_id>/<str:token>/", coming_in.accept, name="accept"),
    path("phien/<uuid:session_id>/ket-thuc/", mine.end_session, name="end_session"),
    path("phien/ket-thuc-noi-khac/", mine.end_other_sessions, name="end_other_sessions"),
    path("phien/ket-thuc-tat-ca/", mine.end_all_sessions, name="end_all_sessions"),
]
