"""Why something about an election by secret ballot cannot be done, in words for the person who tried."""

from django.utils.translation import gettext_lazy as _

from kernel.refusal import Refusal


class SelfNominationClosed(Refusal):
    """The council's rules let only the competent bodies put candidates forward."""

    code = "self_nomination_closed"
    message = _("Quy chế của Hội đồng không cho tự ứng cử hoặc giới thiệu thêm người ứng cử.")
    field = "manner"


class NotADelegate(Refusal):
    """Only a delegate stands by her own wish."""

    code = "not_a_delegate"
    message = _("Chỉ đại biểu Hội đồng nhân dân được tự ứng cử. Hãy chọn đại biểu.")
    field = "mandate"


class NameMissing(Refusal):
    """A candidate is a delegate, or has a name."""

    code = "name_missing"
    message = _("Hãy chọn đại biểu hoặc ghi họ tên người ứng cử.")
    field = "name"


class CandidateKnown(Refusal):
    """The person is on the list already."""

    code = "candidate_known"
    message = _("Người này đã có trong danh sách bầu chức vụ này.")
    field = "mandate"


class CandidateElected(Refusal):
    """An announced round elected the candidate: who gives the post up after that does so by another way."""

    code = "candidate_elected"
    message = _("Người này đã trúng cử theo kết quả được công bố nên không ghi rút khỏi danh sách.")


class CandidateOnBoard(Refusal):
    """Nobody counts the ballots of her own election (R-VOT-08)."""

    code = "candidate_on_board"
    message = _("Thành viên Ban kiểm phiếu không được là người ứng cử.")
    field = "mandate"


class PostKnown(Refusal):
    """The item elects to this post already."""

    code = "post_known"
    message = _("Nội dung này đã có việc bầu chức vụ đó.")
    field = "post"


class ListEmpty(Refusal):
    """There is nobody to elect."""

    code = "list_empty"
    message = _("Danh sách chưa có người ứng cử nào.")


class ListNeedsVote(Refusal):
    """Who stands by herself, or was proposed by a delegate, is put on the list by the council."""

    code = "list_needs_vote"
    message = _(
        "Danh sách có người tự ứng cử hoặc được đại biểu giới thiệu thêm: Hội đồng biểu quyết thông qua danh sách, "
        "chủ toạ không tự chốt."
    )


class ListUnderVote(Refusal):
    """The council votes on the list: it does not change meanwhile."""

    code = "list_under_vote"
    message = _("Danh sách đang được đưa ra biểu quyết nên chưa sửa được.")


class RoundGoesOn(Refusal):
    """A round of ballots is under way, or prepared."""

    code = "round_goes_on"
    message = _("Đang có một lượt bầu chưa xong. Hãy kết thúc lượt bầu hoặc mở lại danh sách trước.")


class RoundMissing(Refusal):
    """No round was announced, so there is nothing to go on from."""

    code = "round_missing"
    message = _("Chưa có lượt bầu nào được công bố kết quả.")


class NobodyToElect(Refusal):
    """A further round needs candidates who were on the last one and were not elected."""

    code = "nobody_to_elect"
    message = _("Hãy chọn ít nhất một người của lượt trước chưa trúng cử.")
    field = "candidates"


class BoardMissing(Refusal):
    """No counting board was elected, or it is too small (R-VOT-08)."""

    code = "board_missing"
    message = _("Hội đồng chưa bầu Ban kiểm phiếu đủ số thành viên.")


class BoardTooSmall(Refusal):
    """A counting board has at least so many members (R-VOT-08); the sentence says how many."""

    code = "board_too_small"
    field = "members"


class BoardHeadMissing(Refusal):
    """The head is one of the members."""

    code = "board_head_missing"
    message = _("Trưởng ban phải là một thành viên của Ban kiểm phiếu.")
    field = "head"


class BoardKnown(Refusal):
    """A board was proposed already and waits for the council's vote."""

    code = "board_known"
    message = _("Kỳ họp đang có một đề nghị bầu Ban kiểm phiếu chờ biểu quyết.")


class BoardBusy(Refusal):
    """The present board counts the ballots of a round."""

    code = "board_busy"
    message = _("Ban kiểm phiếu hiện tại đang phụ trách một lượt bầu.")


class BallotsImpossible(Refusal):
    """The numbers of a tally cannot be (R-VOT-10); ``field`` is the number that shows it."""

    code = "ballots_impossible"


class ElectionsOpen(Refusal):
    """The item has an election that is not over."""

    code = "elections_open"
    message = _("Nội dung này còn việc bầu cử chưa xong. Hãy công bố kết quả hoặc kết thúc bầu cử trước.")
