"""Addresses of elections by secret ballot: their lists, their rounds, the counting board."""

from django.urls import path

from council.sessions.web import ballots, boards, election_steps, elections

urlpatterns = [
    path("ky-hop/<uuid:session_id>/bau-cu/", elections.index, name="elections"),
    path("ky-hop/<uuid:session_id>/bau-cu/ban-kiem-phieu/", boards.propose, name="propose_board"),
    path("ky-hop/ban-kiem-phieu/<uuid:board_id>/bieu-quyet/", boards.vote, name="board_vote"),
    path("ky-hop/ban-kiem-phieu/<uuid:board_id>/rut/", boards.withdraw, name="withdraw_board"),
    path("ky-hop/noi-dung/<uuid:item_id>/bau-cu/", elections.add, name="add_election"),
    path("ky-hop/bau-cu/<uuid:election_id>/", elections.detail, name="election"),
    path("ky-hop/bau-cu/<uuid:election_id>/sua/", elections.edit, name="edit_election"),
    path("ky-hop/bau-cu/<uuid:election_id>/ung-cu/", elections.put_forward, name="put_forward"),
    path("ky-hop/bau-cu/<uuid:election_id>/phieu/", elections.paper, name="ballot_paper"),
    path("ky-hop/bau-cu/<uuid:election_id>/bieu-quyet/", election_steps.list_vote, name="list_vote"),
    path("ky-hop/bau-cu/<uuid:election_id>/luot-tiep/", election_steps.next_round, name="next_round"),
    path("ky-hop/bau-cu/<uuid:election_id>/viec/<slug:task>/", election_steps.task, name="election_task"),
    path("ky-hop/ung-cu/<uuid:candidate_id>/rut/", elections.withdraw, name="withdraw_candidate"),
    path("ky-hop/luot-bau/<uuid:round_id>/viec/<slug:stage>/", election_steps.stage, name="round_stage"),
    path("ky-hop/luot-bau/<uuid:round_id>/kiem-phieu/", ballots.count, name="count_ballots"),
    path("ky-hop/luot-bau/<uuid:round_id>/anh/", ballots.picture, name="ballot_picture"),
    path("ky-hop/luot-bau/<uuid:round_id>/anh/<int:number>/", ballots.ballot_sheet, name="ballot_sheet"),
    path("ky-hop/luot-bau/<uuid:round_id>/huy/", ballots.ask_annulment, name="ask_round_annulment"),
    path(
        "ky-hop/luot-bau/<uuid:round_id>/huy/<slug:decision>/", ballots.decide_annulment, name="decide_round_annulment"
    ),
]
