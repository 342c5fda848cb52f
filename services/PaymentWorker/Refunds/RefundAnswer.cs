using System.Globalization;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;

namespace Integration.PaymentWorker.Refunds;

/// <summary>What the gateway's refund means for ours. Pure.</summary>
public static class RefundAnswer
{
    /// <summary>The answer to a command.</summary>
    public static object Of(RefundAttempt command, RefundCall call, string? knownReference) => call.Found is { } found
        ? Of(new(command.RefundId, command.Attempt.PaymentId, command.AmountMinor, command.Currency, knownReference), found)
        : Failed(command, call.Failure!.Value, call.Reason!, call is { NotFound: true, Failure: CallFailureKind.Rejected } ? RefundProof.NotMade : null);

    /// <summary>Where it stands; amount, currency, our id and a reference that is known are compared first (SAFETY R6).</summary>
    public static object Of(RefundOwner owner, RefundObject found) => Difference(owner, found) is { } difference
        ? new RefundMismatched { RefundId = owner.RefundId, RefundReference = found.Reference, Difference = difference }
        : new RefundSeen { RefundId = owner.RefundId, RefundReference = found.Reference, Standing = Standing(found.Status), Word = found.FailureReason ?? found.GatewayWord };

    /// <summary>No outcome.</summary>
    public static RefundCallFailed Failed(RefundAttempt command, CallFailureKind kind, string reason, string? code = null) =>
        new() { RefundId = command.RefundId, Epoch = command.Epoch, Kind = kind, Reason = reason, Code = code };

    /// <summary>In the saga's words.</summary>
    public static RefundStanding Standing(RefundStatus status) => status switch
    {
        RefundStatus.Pending => RefundStanding.Pending,
        RefundStatus.Succeeded => RefundStanding.Succeeded,
        RefundStatus.Failed => RefundStanding.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a refund's status without a meaning"),
    };

    private static string? Difference(RefundOwner owner, RefundObject found)
    {
        (string What, string? Ours, string? Theirs)[] compared =
        [
            ("amount", owner.AmountMinor.ToString(CultureInfo.InvariantCulture), found.AmountMinor.ToString(CultureInfo.InvariantCulture)),
            ("currency", owner.Currency, found.Currency), ("refund", owner.RefundId.ToString(), found.RefundId), ("reference", owner.Reference ?? found.Reference, found.Reference),
        ];
        var differences = compared.Where(c => c.Ours != c.Theirs).Select(c => $"{c.What} is {c.Theirs ?? "missing"}, asked was {c.Ours}").ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }
}
