using System.Globalization;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Attempts;

/// <summary>What a call's result means for the payment. Pure.</summary>
public static class AttemptAnswer
{
    /// <summary>The answer of the call. Amount, currency and our id are checked first (SAFETY R6).</summary>
    public static IAttemptAnswer Of(CallRecord call, GatewayCall result, DateTimeOffset now)
    {
        var attempt = call.Attempt.Ref(call.Epoch);
        if (result.Found is not { } found)
        {
            return new AttemptCallFailed { Attempt = attempt, Step = call.Step, Kind = result.Failure!.Value, Reason = result.Reason! };
        }

        if (Difference(call.Attempt, found) is { } difference)
        {
            return new AttemptMismatched { Attempt = attempt, Difference = difference };
        }

        attempt = attempt with { Reference = found.Reference };
        if (result.Reason is { } refusal && (call.Step, found.Status) is (AttemptStep.Authorize, GatewayStatus.Open) or (AttemptStep.Capture, GatewayStatus.Authorized or GatewayStatus.Open))
        {
            return new AttemptCallFailed { Attempt = attempt, Step = call.Step, Kind = CallFailureKind.Rejected, Reason = refusal };
        }

        return found.Status switch
        {
            // A payer who has to approve first is no news of a creation: the saga decides when to send him there.
            GatewayStatus.Open or GatewayStatus.ActionRequired when call.Step == AttemptStep.Create => new AttemptCreated { Attempt = attempt, RedirectUrl = found.RedirectUrl },
            GatewayStatus.Open => new AttemptStillOpen { Attempt = attempt, Status = found.GatewayWord },
            GatewayStatus.Declined => Declined(attempt, found),
            GatewayStatus.ActionRequired => new AttemptActionRequired { Attempt = attempt, RedirectUrl = found.RedirectUrl, ClientSecret = found.ClientSecret },
            GatewayStatus.Processing => new AttemptProcessing { Attempt = attempt },
            GatewayStatus.Authorized => new AttemptAuthorized { Attempt = attempt, CaptureBefore = found.CaptureBefore },
            GatewayStatus.Captured => new AttemptCaptured { Attempt = attempt, CaptureReference = found.CaptureReference ?? found.Reference },
            GatewayStatus.Canceled => Closed(attempt, Proof(call, result, now)!, found.Decline),
            _ => throw new InvalidOperationException($"status {found.Status} has no answer"),
        };
    }

    /// <summary>The proof that the attempt never takes money, when the result is one (SAFETY F1, F7).</summary>
    public static string? Proof(CallRecord call, GatewayCall result, DateTimeOffset now) => result.Found is { Status: GatewayStatus.Canceled } found
        ? string.Create(CultureInfo.InvariantCulture,
            $"{call.Attempt.Gateway} says {found.GatewayWord} for {found.Reference} in the answer to {call.Step}, request {result.RequestId ?? "without an id"}, {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")
        : null;

    /// <summary>The proof that rests on our claims, where the gateway cannot say that an attempt is closed (SAFETY F1): the answer to a cancel shows that
    /// no money moved, every call that could have moved it was answered, and the cancel's epoch refuses all later ones. A single unanswered call is accounted for
    /// by the decline that the gateway shows.</summary>
    public static string? ProofByClaims(ClaimOutcome.Granted granted, GatewayCall result, bool canCancel, DateTimeOffset now)
    {
        var call = granted.Call;
        if (call.Step != AttemptStep.Cancel)
        {
            return null;
        }

        if (result.Found is null)
        {
            return granted.NeverConfirmed ? "no confirm was ever claimed, and every later claim is refused" : null;
        }

        var (found, explained) = (result.Found, result.Found.Status == GatewayStatus.Declined ? 1 : 0);
        var idle = found.CapturedMinor == 0 && found.Status is GatewayStatus.Open or GatewayStatus.ActionRequired or GatewayStatus.Authorized or GatewayStatus.Declined;
        return !canCancel && idle && granted.UnsettledMoves <= explained && IsOurs(call.Attempt, found)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{call.Attempt.Gateway} shows {found.GatewayWord} and no money for {found.Reference}, request {result.RequestId ?? "without an id"}, {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; every capture that was claimed is answered, and later claims are refused")
            : null;
    }

    /// <summary>The attempt is closed. What is known of a decline goes with it: news of that may come later than this, or never (SAFETY F4).</summary>
    public static AttemptClosed Closed(AttemptRef attempt, string proof, Decline? decline) =>
        new() { Attempt = attempt, Proof = proof, Decline = decline is null ? null : new(decline.Code, decline.Retryable, decline.FallbackAllowed) };

    private static AttemptDeclined Declined(AttemptRef attempt, GatewayObject found)
    {
        var decline = found.Decline ?? new Decline("unknown", Retryable: false, FallbackAllowed: false);
        return new AttemptDeclined { Attempt = attempt, Code = decline.Code, Retryable = decline.Retryable, FallbackAllowed = decline.FallbackAllowed };
    }

    /// <summary>True when the object carries our attempt's id: only then its reference is ours to keep.</summary>
    public static bool IsOurs(AttemptRecord asked, GatewayObject found) => found.AttemptId == asked.AttemptId.ToString();

    private static string? Difference(AttemptRecord asked, GatewayObject found)
    {
        var differences = new List<string>();
        // What is canceled and took nothing is closed, whatever it would have taken.
        if (found is not { Status: GatewayStatus.Canceled, CapturedMinor: 0 })
        {
            Expect("amount", asked.AmountMinor, found.AmountMinor);
            Expect("currency", asked.Currency, found.Currency);
        }

        Expect("attempt", asked.AttemptId.ToString(), found.AttemptId);
        if (asked.Reference is { } reference)
        {
            Expect("reference", reference, found.Reference);
        }

        if (found.Status == GatewayStatus.Captured)
        {
            Expect("captured amount", asked.AmountMinor, found.CapturedMinor);
        }

        return differences.Count == 0 ? null : string.Join("; ", differences);

        void Expect<T>(string what, T ours, T? theirs)
        {
            if (!EqualityComparer<T>.Default.Equals(ours, theirs))
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {theirs?.ToString() ?? "missing"}, asked was {ours}"));
            }
        }
    }
}
