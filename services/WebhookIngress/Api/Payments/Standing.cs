namespace Integration.WebhookIngress.Api.Payments;

/// <summary>How far a payment is, as its caller sees it. A payment whose standing is another than before has come further.</summary>
internal readonly record struct Standing(string State, bool Settled, bool SetAside)
{
    /// <summary>It has its end, or goes on only when its customer or a person does something: whoever asked for it need not wait for more.</summary>
    public bool NeedsNoWait => Settled || SetAside || State is "AwaitingCustomer" or "NeedsReview";
}
