using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_card_is_charged
{
    [Fact]
    public async Task Should_hold_the_money_until_it_is_captured()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync(metadata: new() { ["integration_payment_id"] = "payment-1", ["integration_attempt_id"] = "attempt-1" });
        created.Status.ShouldBe("requires_confirmation");
        created.LatestCharge.ShouldBeNull();
        created.PaymentMethodId.ShouldStartWith("pm_1");

        var held = await sandbox.ConfirmAsync(created.Id);
        (held.Status, held.AmountCapturable, held.AmountReceived).ShouldBe(("requires_capture", 1999, 0));
        (held.LatestCharge.Captured, held.LatestCharge.Paid, held.LatestCharge.PaymentIntentId).ShouldBe((false, true, created.Id));
        (held.LatestCharge.PaymentMethodDetails.Card.CaptureBefore - held.LatestCharge.Created).ShouldBe(TimeSpan.FromDays(7));

        var captured = await sandbox.CaptureAsync(created.Id);
        (captured.Status, captured.AmountCapturable, captured.AmountReceived).ShouldBe(("succeeded", 0, 1999));
        var charge = await sandbox.Stripe.V1.Charges.GetAsync(captured.LatestChargeId, new ChargeGetOptions { Expand = ["payment_intent"] });
        (charge.Captured, charge.AmountCaptured, charge.PaymentIntent.Status).ShouldBe((true, 1999, "succeeded"));
        captured.StripeResponse.RequestId.ShouldStartWith("req_");
    }

    [Fact]
    public async Task Should_take_the_money_at_once_with_automatic_capture()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_mastercard", "automatic");
        var confirmed = await sandbox.ConfirmAsync(created.Id);
        (confirmed.Status, confirmed.AmountReceived, confirmed.LatestCharge.Captured).ShouldBe(("succeeded", 1999, true));
        confirmed.LatestCharge.PaymentMethodDetails.Card.Brand.ShouldBe("mastercard");
    }

    [Fact]
    public async Task Should_do_both_steps_in_one_when_asked()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var options = Sandbox.New();
        options.Confirm = true;
        options.OffSession = true;
        options.AddExpand("latest_charge");
        var created = await sandbox.Intents.CreateAsync(options);
        created.Status.ShouldBe("requires_capture");
        created.LatestCharge.PaymentMethodDetails.Card.Last4.ShouldBe("4242");
    }

    [Fact]
    public async Task Should_give_the_rest_back_when_only_a_part_is_captured()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.ConfirmAsync(created.Id);
        var captured = await sandbox.Intents.CaptureAsync(created.Id, new PaymentIntentCaptureOptions { AmountToCapture = 500, Expand = ["latest_charge"] });
        (captured.AmountReceived, captured.LatestCharge.AmountCaptured, captured.LatestCharge.AmountRefunded).ShouldBe((500, 500, 1499));
        (await sandbox.LineAsync(created.Id)).GetProperty("amount_received").GetInt64().ShouldBe(500);
    }

    [Theory]
    [InlineData("requires_payment_method")]
    [InlineData("requires_confirmation")]
    [InlineData("requires_action")]
    [InlineData("requires_capture")]
    public async Task Should_be_cancelable_while_no_money_was_taken(string status)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.Intents.CreateAsync(Sandbox.New(status switch
        {
            "requires_payment_method" => null,
            "requires_action" => "pm_card_authenticationRequired",
            _ => "pm_card_visa",
        }));
        var before = status is "requires_action" or "requires_capture"
            ? await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions { ReturnUrl = "https://shop.example/back" })
            : created;
        before.Status.ShouldBe(status);

        var canceled = await sandbox.Intents.CancelAsync(created.Id, new PaymentIntentCancelOptions { CancellationReason = "abandoned", Expand = ["latest_charge"] });
        (canceled.Status, canceled.CancellationReason, canceled.AmountCapturable, canceled.AmountReceived).ShouldBe(("canceled", "abandoned", 0, 0));
        canceled.CanceledAt.ShouldNotBeNull();
        if (status == "requires_capture")
        {
            (canceled.LatestCharge.Refunded, canceled.LatestCharge.Captured).ShouldBe((true, false));
        }
    }

    [Fact]
    public async Task Should_let_go_of_money_that_nobody_captured_in_time()
    {
        await using var sandbox = await Sandbox.StartAsync("AuthorizationDays=7");
        var created = await sandbox.CreateAsync();
        await sandbox.ConfirmAsync(created.Id);
        await sandbox.AdvanceAsync(TimeSpan.FromDays(7));

        var failure = await sandbox.CaptureAsync(created.Id).RefusedAsync();
        failure.StripeError.PaymentIntent.Status.ShouldBe("canceled");
        (await sandbox.Intents.GetAsync(created.Id)).CancellationReason.ShouldBe("automatic");
    }

    [Fact]
    public async Task Should_list_them_newest_first_and_in_pages()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            var options = Sandbox.New();
            options.Customer = i == 2 ? "cus_other" : "cus_one";
            ids.Insert(0, (await sandbox.Intents.CreateAsync(options)).Id);
        }

        var page = await sandbox.Intents.ListAsync(new PaymentIntentListOptions { Limit = 2, Customer = "cus_one" });
        page.Select(i => i.Id).ShouldBe([ids[0], ids[1]]);
        page.HasMore.ShouldBeTrue();
        var all = new List<string>();
        await foreach (var intent in sandbox.Intents.ListAutoPagingAsync(new PaymentIntentListOptions { Limit = 2, Customer = "cus_one" }))
        {
            all.Add(intent.Id);
        }

        all.ShouldBe([ids[0], ids[1], ids[3], ids[4]]);
        var newer = await sandbox.Intents.ListAsync(new PaymentIntentListOptions { Limit = 2, EndingBefore = ids[4] });
        newer.Select(i => i.Id).ShouldBe([ids[2], ids[3]]);
    }

    [Fact]
    public async Task Should_change_what_may_be_changed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync(metadata: new() { ["keep"] = "1", ["drop"] = "1" });
        var updated = await sandbox.Intents.UpdateAsync(created.Id, new PaymentIntentUpdateOptions { Amount = 2500, Metadata = new() { ["drop"] = "", ["add"] = "2" } });
        updated.Amount.ShouldBe(2500);
        updated.Metadata.ShouldBe(new Dictionary<string, string> { ["keep"] = "1", ["add"] = "2" }, ignoreOrder: true);
        await sandbox.ConfirmAsync(created.Id);
        var failure = await sandbox.Intents.UpdateAsync(created.Id, new PaymentIntentUpdateOptions { Amount = 1 }).RefusedAsync();
        failure.StripeError.Code.ShouldBe("payment_intent_unexpected_state");
    }

    [Fact]
    public async Task Should_show_a_double_charge_in_the_ledger()
    {
        await using var sandbox = await Sandbox.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            var created = await sandbox.CreateAsync(capture: "automatic", metadata: new() { ["integration_payment_id"] = "twice" });
            await sandbox.ConfirmAsync(created.Id);
        }

        await sandbox.CreateAsync(metadata: new() { ["integration_payment_id"] = "never, or \"not yet\"" });
        var ledger = await sandbox.LedgerAsync();
        ledger.GetProperty("payments_charged_twice").EnumerateArray().Single().GetString().ShouldBe("twice");
        ledger.GetProperty("captures_by_payment").GetProperty("twice").GetProperty("captures").GetInt32().ShouldBe(2);
        var total = ledger.GetProperty("totals").EnumerateArray().Single();
        (total.GetProperty("currency").GetString(), total.GetProperty("intents").GetInt32(), total.GetProperty("amount_received").GetInt64()).ShouldBe(("eur", 3, 3998));
        var csv = (await sandbox.TextAsync("/ledger.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        csv.Length.ShouldBe(4);
        csv[3].ShouldContain("\"never, or \"\"not yet\"\"\"");
    }
}
