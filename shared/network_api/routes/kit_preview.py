"""Routes that show the kit's draft: its pages and e-mails as people will read them."""

from http import HTTPStatus

from aws_lambda_powertools.event_handler.router import APIGatewayHttpRouter

from shared.access.grant import OPERATOR
from shared.kits.editing import Kind, Where
from shared.kits.publishing import draft_of
from shared.network_api.desk import AtDesk
from shared.network_api.models.kit_preview import MailPreview, PagePreview
from shared.network_api.responses import answering
from shared.network_api.routes.kit_draft import MAIL, PAGE, Name
from shared.sites.banner import Language

router = APIGatewayHttpRouter()


@router.get(
    f"{PAGE}/preview",
    summary="Preview a page of the draft",
    operation_id="previewKitPage",
    tags=["kit"],
    responses=answering(PagePreview, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def preview_page(language: Language, name: Name, at: AtDesk) -> PagePreview:
    """Show a page as visitors of a campaign that is made up would read it; one that nobody could read is a conflict."""
    now, where = at.clock.now(), Where(kind=Kind.PAGE, language=language, name=name)
    draft = draft_of(at.kits, by=OPERATOR, at=now)
    html = at.kit_previews.page_alone(draft.content, where, now=now)
    return PagePreview(page=name, language=language, revision=draft.revision, html=html)


@router.get(
    f"{MAIL}/preview",
    summary="Preview an e-mail of the draft",
    operation_id="previewKitMail",
    tags=["kit"],
    responses=answering(MailPreview, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT),
)
def preview_mail(language: Language, name: Name, at: AtDesk) -> MailPreview:
    """Show an e-mail as somebody would get it from a campaign that is made up; what could not be sent is a conflict."""
    now, where = at.clock.now(), Where(kind=Kind.MAIL, language=language, name=name)
    draft = draft_of(at.kits, by=OPERATOR, at=now)
    letter = at.kit_previews.letter_alone(draft.content, where, now=now)
    return MailPreview(
        mail=name,
        language=language,
        revision=draft.revision,
        subject=letter.subject,
        html=letter.html,
        text=letter.text,
    )
