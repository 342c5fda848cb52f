namespace Integration.WebhookIngress.Api.Payments;

/// <summary>How far a payment is, as its caller sees it.</summary>
internal readonly record struct Standing(string State, bool Settled, bool SetAside)
{
    /// <summary>It has its end, or goes on only when its customer or a person does something: whoever asked for it need not wait for more.</summary>
    public bool NeedsNoWait => Settled || SetAside || State is "AwaitingCustomer" or "NeedsReview";

    /// <summary>Whether it is news for who saw it stand <paramref name="before"/>: it needs no wait any more, or what it needed was done. From one step of its own to the next it is none.</summary>
    public bool IsNewsAfter(Standing before) => this != before && (NeedsNoWait || before.NeedsNoWait);
}
