using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Refunds;

/// <summary>What may be believed of a refund's call when an earlier one had no outcome (SAFETY U6). A refusal, and a list without the refund, each prove little alone: a gateway may refuse a
/// repeat because the first call was executed, and may show late what was. Pure.</summary>
public static class RefundProof
{
    /// <summary>The code of a refund that was never made, for ever.</summary>
    public const string NotMade = "not_made";

    /// <summary>The call as it counts.</summary>
    /// <param name="claim">What the call was granted for.</param>
    /// <param name="looked">What was read before anything was sent; nothing where no earlier call can have been executed.</param>
    /// <param name="call">The last call: the one that was sent, or the same as <paramref name="looked"/>.</param>
    /// <param name="keyLifetime">See <see cref="IPaymentGateway.RefundKeyLifetime"/>.</param>
    /// <param name="showsWithin">See <see cref="IPaymentGateway.RefundShowsWithin"/>.</param>
    /// <param name="now">The time.</param>
    public static RefundCall Of(RefundClaimOutcome.Granted claim, RefundCall? looked, RefundCall call, TimeSpan keyLifetime, TimeSpan showsWithin, DateTimeOffset now)
    {
        if (looked is null || call.Found is not null || !(call.NotFound || call.Failure == CallFailureKind.Rejected))
        {
            return call;
        }

        // What was called this long ago shows now, and no call under its key can still be on its way.
        bool Waited(TimeSpan time) => claim.LastUnsettledAt is not { } last || now - last > time;
        if (ReferenceEquals(looked, call))
        {
            return !call.NotFound ? Unknown(call, call.Reason!)
                : Waited(keyLifetime) ? RefundCall.NeverMade($"{call.Reason}, and none was sent since its key may be forgotten: it was never made", call.RequestId, call.HttpStatus)
                : Unknown(call, $"{call.Reason}, and its key is too old to be sent again");
        }

        return !looked.NotFound ? Unknown(call, $"a repeat is refused ({call.Reason}), and the first call may have been executed: {looked.Reason}")
            : Waited(showsWithin) ? call
            : Unknown(call, $"a repeat is refused ({call.Reason}), and {looked.Reason} yet");
    }

    private static RefundCall Unknown(RefundCall call, string reason) => RefundCall.Failed(new(CallFailureKind.OutcomeUnknown, reason, call.RequestId, call.HttpStatus));
}
