using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Integration.PaymentWorker.Attempts;

namespace Integration.PaymentWorker.Orphans;

/// <summary>Money on an attempt that is not the payment's own, claimed to be given back, or to be told of.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Action">What is done about it.</param>
/// <param name="Key">The one idempotency key of this try to give it back, for ever (SAFETY U4).</param>
/// <param name="Reason">In words.</param>
/// <param name="Tries">Calls so far, with this one.</param>
/// <param name="Called">An earlier call may have been executed: it is looked for first (SAFETY U6).</param>
/// <param name="RefundReference">The gateway's reference of the refund, once known.</param>
/// <param name="Number">Which refund of it this is: another one only follows one that failed, by a person's decision.</param>
/// <param name="Failed">References of refunds that failed, in their order.</param>
/// <param name="OursFailed">The refund of this number is the last of them.</param>
public sealed record OrphanClaim(
    AttemptRecord Attempt, OrphanAction Action, string Key, string Reason, int Tries, bool Called, string? RefundReference, int Number = 1, string? Failed = null, bool OursFailed = false)
{
    /// <summary>Our refund's id at the gateway.</summary>
    public Guid RefundId => OrphanRefund.Id(Attempt.AttemptId, Number);
}

/// <summary>An orphan as it is kept.</summary>
/// <param name="State">One of <see cref="OrphanState"/>.</param>
/// <param name="Tries">Calls so far.</param>
/// <param name="LeaseUntil">Until when a call is taken to be running.</param>
/// <param name="RefundReference">The gateway's reference of the refund, once known; nothing for what somebody else gave back.</param>
/// <param name="Number">Which refund of it this is.</param>
/// <param name="Failed">References of refunds that failed, in their order.</param>
/// <param name="Reason">In words.</param>
public sealed record OrphanRecord(string State, int Tries, DateTimeOffset? LeaseUntil, string? RefundReference, int Number, string? Failed, string Reason)
{
    /// <summary>What counts as given back of it, in minor units.</summary>
    public long ReturnedMinor { get; init; }

    /// <summary>The references that failed, with one more.</summary>
    public string? FailedWith(string? reference) => reference is null ? Failed : Failed is null ? reference : $"{Failed} {reference}";
}

/// <summary>How the refunds of one orphan are told apart at the gateway: the first has the attempt's id, and a next one its own. Pure.</summary>
public static class OrphanRefund
{
    /// <summary>The id of a refund, the same for ever.</summary>
    public static Guid Id(Guid attemptId, int number) =>
        number == 1 ? attemptId : new(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"orphan:{attemptId}:{number}"))).AsSpan(0, 16));

    /// <summary>The key of a refund, the same for ever.</summary>
    public static string Key(string reference, int number) => string.Create(CultureInfo.InvariantCulture, $"orphan:{reference}{(number == 1 ? "" : $":{number}")}");

    /// <summary>Which refund of the orphan the gateway's is, or nothing.</summary>
    public static int? NumberOf(Guid attemptId, int newest, string? refundId) =>
        Guid.TryParse(refundId, out var id) ? Enumerable.Range(1, newest).Where(n => Id(attemptId, n) == id).Select(n => (int?)n).FirstOrDefault() : null;
}

/// <summary>Where the return of an orphan stands, as stored.</summary>
public static class OrphanState
{
    /// <summary>The call is about to be made, or its answer is not known.</summary>
    public const string Calling = "calling";

    /// <summary>The gateway works on it, or the call is to be repeated.</summary>
    public const string Waiting = "waiting";

    /// <summary>The money went back.</summary>
    public const string Returned = "returned";

    /// <summary>The hold is gone.</summary>
    public const string Canceled = "canceled";

    /// <summary>A person decides.</summary>
    public const string NeedsReview = "needs_review";
}
