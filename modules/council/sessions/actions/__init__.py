"""What is done in and around a session; each step of the tables in ``workflow`` has its action here."""

from council.sessions.actions.after import explain_lateness, record_sent_upward, withdraw_sent_upward
from council.sessions.actions.agenda import (
    add_item,
    agree_agenda,
    defer_item,
    edit_item,
    note_item,
    present_item,
    ready_item,
    unsubmit_item,
    withdraw_item,
)
from council.sessions.actions.annulling import ask_annulment, confirm_annulment, refuse_annulment
from council.sessions.actions.answering import (
    answer_remark,
    close_remarks,
    confirm_remark,
    dispute_remark,
    open_remarks,
    settle_remark,
)
from council.sessions.actions.archiving import archive_session
from council.sessions.actions.audience import change_audience
from council.sessions.actions.ballot_counts import add_ballot_sheet, enter_ballots
from council.sessions.actions.ballots import cast_ballot
from council.sessions.actions.boards import prepare_board_vote, propose_board, withdraw_board
from council.sessions.actions.broadcasts import set_broadcast
from council.sessions.actions.counting import add_tally_sheet, enter_count
from council.sessions.actions.dossier_papers import give_dossier_paper
from council.sessions.actions.dossiers import (
    accept_dossier,
    assign_dossier,
    decline_dossier,
    edit_dossier,
    leave_dossier,
    register_dossier,
    send_dossier,
    take_up_dossier,
    withdraw_dossier,
)
from council.sessions.actions.elections import (
    close_list,
    drop_election,
    edit_election,
    end_election,
    prepare_election,
    prepare_list_vote,
    put_forward,
    reopen_list,
    withdraw_candidate,
)
from council.sessions.actions.films import add_film, recall_film, release_film
from council.sessions.actions.floor import (
    add_speaker,
    ask_to_speak,
    close_floor,
    open_floor,
    submit_text,
    withdraw_speech,
)
from council.sessions.actions.handouts import record_handout, remove_handout
from council.sessions.actions.invitations import (
    answer_invitation,
    ask_excuse,
    decide_excuse,
    invite_delegates,
    invite_guests,
    take_back_excuse,
    withdraw_invitation,
)
from council.sessions.actions.lawfulness import note_lawful_steps
from council.sessions.actions.listening import (
    ask_listening,
    begin_portion,
    drop_listening,
    end_portion,
    show_progress,
    take_heard,
)
from council.sessions.actions.minutes import take_into_minutes
from council.sessions.actions.notes import remove_note, write_note
from council.sessions.actions.order import move_item
from council.sessions.actions.papers import add_paper, recall_paper, release_documents, replace_paper
from council.sessions.actions.placing import place_dossier
from council.sessions.actions.planning import (
    cancel_session,
    convene_session,
    edit_session,
    hand_on_session,
    plan_session,
    postpone_session,
    replan_session,
)
from council.sessions.actions.preparing import agree_content, plan_year
from council.sessions.actions.preparing_votes import (
    dispute_article,
    drop_vote,
    prepare_article_vote,
    prepare_block_vote,
    prepare_next,
    prepare_procedural_vote,
    prepare_vote,
    settle_article,
)
from council.sessions.actions.presence import check_in, leave_sitting, record_presence
from council.sessions.actions.proposals import drop_proposal
from council.sessions.actions.questions import advance_group, dissolve_group, group_questions
from council.sessions.actions.reading import keep_place, record_opening
from council.sessions.actions.recordings import add_recording, remove_recording, set_recording_start
from council.sessions.actions.rehearsals import prepare_rehearsal, wipe_old_rehearsals, wipe_rehearsal
from council.sessions.actions.reopening import take_up_again
from council.sessions.actions.repeating import prepare_repetition
from council.sessions.actions.roll import choose_without_quorum, confirm_presence, correct_presence
from council.sessions.actions.round_annulling import (
    ask_round_annulment,
    confirm_round_annulment,
    refuse_round_annulment,
)
from council.sessions.actions.round_minutes import minute_round
from council.sessions.actions.rounds import announce_round, collect_ballots, issue_ballots, prepare_round
from council.sessions.actions.scans import count_scan
from council.sessions.actions.seating import arrange_hall, move_seat
from council.sessions.actions.sitting_plans import (
    add_sitting,
    add_team_sittings,
    cancel_sitting,
    close_to_public,
    edit_sitting,
)
from council.sessions.actions.sittings import (
    close_session,
    end_sitting,
    open_session,
    pause_session,
    resume_session,
    start_sitting,
)
from council.sessions.actions.taking_up import place_proposal
from council.sessions.actions.team_notes import publish_focus, send_team_notes, write_team_notes
from council.sessions.actions.transcripts import (
    approve_passage,
    assign_speaker,
    close_transcript,
    correct_passage,
    discard_passage,
    edit_passage,
    send_transcript,
    take_cues,
)
from council.sessions.actions.turns import (
    end_discussion,
    finish_speech,
    hold_clock,
    invite_speaker,
    move_speech,
    prolong_speech,
    run_clock,
    skip_speech,
)
from council.sessions.actions.verification import (
    add_observer,
    drop_remark,
    edit_remark,
    give_back_dossier,
    issue_report,
    record_examination,
    remove_observer,
    require_inviting,
    write_remark,
)
from council.sessions.actions.votes import announce_vote, close_vote, extend_vote, minute_vote, open_vote
from council.sessions.actions.wall import choose_scene, invite_screen, pair_screen, remove_screen
from council.sessions.actions.year_list import list_matter, unlist_matter

__all__ = [
    "accept_dossier",
    "add_ballot_sheet",
    "add_film",
    "add_item",
    "add_observer",
    "add_paper",
    "add_recording",
    "add_sitting",
    "add_speaker",
    "add_tally_sheet",
    "add_team_sittings",
    "advance_group",
    "agree_agenda",
    "agree_content",
    "announce_round",
    "announce_vote",
    "answer_invitation",
    "answer_remark",
    "approve_passage",
    "archive_session",
    "arrange_hall",
    "ask_annulment",
    "ask_excuse",
    "ask_listening",
    "ask_round_annulment",
    "ask_to_speak",
    "assign_dossier",
    "assign_speaker",
    "begin_portion",
    "cancel_session",
    "cancel_sitting",
    "cast_ballot",
    "change_audience",
    "check_in",
    "choose_scene",
    "choose_without_quorum",
    "close_floor",
    "close_list",
    "close_remarks",
    "close_session",
    "close_to_public",
    "close_transcript",
    "close_vote",
    "collect_ballots",
    "confirm_annulment",
    "confirm_presence",
    "confirm_remark",
    "confirm_round_annulment",
    "convene_session",
    "correct_passage",
    "correct_presence",
    "count_scan",
    "decide_excuse",
    "decline_dossier",
    "defer_item",
    "discard_passage",
    "dispute_article",
    "dispute_remark",
    "dissolve_group",
    "drop_election",
    "drop_listening",
    "drop_proposal",
    "drop_remark",
    "drop_vote",
    "edit_dossier",
    "edit_election",
    "edit_item",
    "edit_passage",
    "edit_remark",
    "edit_session",
    "edit_sitting",
    "end_discussion",
    "end_election",
    "end_portion",
    "end_sitting",
    "enter_ballots",
    "enter_count",
    "explain_lateness",
    "extend_vote",
    "finish_speech",
    "give_back_dossier",
    "give_dossier_paper",
    "group_questions",
    "hand_on_session",
    "hold_clock",
    "invite_delegates",
    "invite_guests",
    "invite_screen",
    "invite_speaker",
    "issue_ballots",
    "issue_report",
    "keep_place",
    "leave_dossier",
    "leave_sitting",
    "list_matter",
    "minute_round",
    "minute_vote",
    "move_item",
    "move_seat",
    "move_speech",
    "note_item",
    "note_lawful_steps",
    "open_floor",
    "open_remarks",
    "open_session",
    "open_vote",
    "pair_screen",
    "pause_session",
    "place_dossier",
    "place_proposal",
    "plan_session",
    "plan_year",
    "postpone_session",
    "prepare_article_vote",
    "prepare_block_vote",
    "prepare_board_vote",
    "prepare_election",
    "prepare_list_vote",
    "prepare_next",
    "prepare_procedural_vote",
    "prepare_rehearsal",
    "prepare_repetition",
    "prepare_round",
    "prepare_vote",
    "present_item",
    "prolong_speech",
    "propose_board",
    "publish_focus",
    "put_forward",
    "ready_item",
    "recall_film",
    "recall_paper",
    "record_examination",
    "record_handout",
    "record_opening",
    "record_presence",
    "record_sent_upward",
    "refuse_annulment",
    "refuse_round_annulment",
    "register_dossier",
    "release_documents",
    "release_film",
    "remove_handout",
    "remove_note",
    "remove_observer",
    "remove_recording",
    "remove_screen",
    "reopen_list",
    "replace_paper",
    "replan_session",
    "require_inviting",
    "resume_session",
    "run_clock",
    "send_dossier",
    "send_team_notes",
    "send_transcript",
    "set_broadcast",
    "set_recording_start",
    "settle_article",
    "settle_remark",
    "show_progress",
    "skip_speech",
    "start_sitting",
    "submit_text",
    "take_back_excuse",
    "take_cues",
    "take_heard",
    "take_into_minutes",
    "take_up_again",
    "take_up_dossier",
    "unlist_matter",
    "unsubmit_item",
    "wipe_old_rehearsals",
    "wipe_rehearsal",
    "withdraw_board",
    "withdraw_candidate",
    "withdraw_dossier",
    "withdraw_invitation",
    "withdraw_item",
    "withdraw_sent_upward",
    "withdraw_speech",
    "write_note",
    "write_remark",
    "write_team_notes",
]
