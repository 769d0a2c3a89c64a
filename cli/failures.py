"""Every known failure in one line: what, why, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from botocore import exceptions as botocore
from cyclopts import CycloptsError

from cli.answer import ExitCode
from cli.stages import runs_here
from infra.stages import STAGES
from shared.kernel.aws import error_code
from shared.kernel.errors import BanneretError, InputError, NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

SIGN_IN = "sign in to AWS (`aws sso login`, AWS_PROFILE, or keys in the environment)"

UNSIGNED = (
    botocore.NoCredentialsError,
    botocore.PartialCredentialsError,
    botocore.CredentialRetrievalError,
    botocore.ProfileNotFound,
    botocore.NoAuthTokenError,
)
EXPIRED = (botocore.UnauthorizedSSOTokenError, botocore.SSOTokenLoadError, botocore.TokenRetrievalError)
UNREACHABLE = (botocore.HTTPClientError, botocore.ConnectionError)

EXPIRED_CODES = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired"})
REFUSED_CODES = frozenset(
    {
        *("AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess", "403", "Forbidden"),
        *("InvalidClientTokenId", "InvalidAccessKeyId", "SignatureDoesNotMatch", "UnrecognizedClientException"),
    }
)
MISSING_CODES = frozenset(
    {
        *("ResourceNotFoundException", "NoSuchBucket", "StateMachineDoesNotExist", "ResourceNotFound"),
        *("AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"),
    }
)
BUSY_CODES = frozenset({"ThrottlingException", "Throttling", "TooManyRequestsException", "SlowDown"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A failure as a person reads it, and what the shell is told."""

    message: str
    exit_code: ExitCode = ExitCode.FAILED


def explain(error: BaseException, stage: str) -> Failure | None:
    """Return what to say of an error, or None if nobody foresaw it."""
    match error:
        case InputError() | NotFound():
            return Failure(message=str(error), exit_code=ExitCode.MISUSED)
        case CycloptsError():
            return Failure(message=_usage(error), exit_code=ExitCode.MISUSED)
        case BanneretError():
            return Failure(message=str(error))
        case botocore.ClientError():
            return Failure(message=_refusal(error, stage))
        case botocore.BotoCoreError():
            return _no_answer(error, stage)
        case _:
            return None


def _usage(error: CycloptsError) -> str:
    return " ".join(str(error).split()) + " See --help."


def _no_answer(error: botocore.BotoCoreError, stage: str) -> Failure | None:
    if isinstance(error, UNSIGNED):
        return Failure(message=f"stage {stage} needs AWS credentials, and there are none: {SIGN_IN}")
    if isinstance(error, EXPIRED):
        return Failure(message=f"your AWS session has expired: {SIGN_IN}")
    if isinstance(error, UNREACHABLE):
        return Failure(message=f"the cloud of stage {stage} does not answer ({_brief(error)}): {_look(stage)}")
    return None


def _brief(error: Exception) -> str:
    return " ".join(str(error).split())[:200].rstrip(".")


def _look(stage: str) -> str:
    if stage in STAGES and runs_here(STAGES[stage]):
        return f"run `banneret up --stage {stage}`"
    return f"check your network, then `banneret doctor --stage {stage}`"


def _refusal(error: botocore.ClientError, stage: str) -> str:
    """Return one line for an error that AWS itself answered with."""
    code, operation = error_code(error), error.operation_name
    for codes, say in REFUSALS:
        if code in codes:
            return say(operation, stage)
    return f"AWS answered {operation} with {code}: `banneret doctor --stage {stage}` looks further"


def _expired(_operation: str, _stage: str) -> str:
    return f"your AWS session has expired: {SIGN_IN}"


def _refused(operation: str, stage: str) -> str:
    return f"AWS refuses {operation} on stage {stage} with these credentials: use a role that may do it"


def _missing(operation: str, stage: str) -> str:
    return f"stage {stage} is half deployed ({operation} found nothing): run `banneret up --stage {stage}`"


def _busy(operation: str, _stage: str) -> str:
    return f"AWS is asked for too much at once ({operation}): wait a minute, then run this again"


REFUSALS: tuple[tuple[frozenset[str], Callable[[str, str], str]], ...] = (
    (EXPIRED_CODES, _expired),
    (REFUSED_CODES, _refused),
    (MISSING_CODES, _missing),
    (BUSY_CODES, _busy),
)
