namespace Integration.CrmSync.Tests;

/// <summary>The CRM says how long its texts may be.</summary>
public sealed class When_texts_are_longer_than_their_fields : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05"];

    public override Task InitializeAsync()
    {
        Crm.Lengths["dealname"] = 20;
        Crm.Lengths["integration_payment_id"] = 20;
        return base.InitializeAsync();
    }

    [Theory]
    [InlineData("a", "Payment of order a")]
    [InlineData("order", "Payment of order or…")]
    [InlineData("or\U0001F600r", "Payment of order or…")]
    public async Task Should_cut_them_with_a_sign_and_leave_ids_whole(string order, string name)
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment) with { OrderId = order });
        await SettledAsync(2);
        var deal = Crm.Find("deals", payment.ToString()).ShouldNotBeNull("our id is never cut");
        (deal.Fields["dealname"], deal.Fields["integration_order_id"]).ShouldBe((name, order));
    }
}
