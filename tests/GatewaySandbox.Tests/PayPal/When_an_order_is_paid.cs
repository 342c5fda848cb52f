namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_an_order_is_paid
{
    [Fact]
    public async Task Should_move_no_money_before_the_capture_and_all_of_it_then()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        (created.Status, created.State, created.Link("approve")).ShouldBe((201, "CREATED", $"/checkoutnow?token={created.Id}"));
        (await sandbox.LineAsync(created.Id)).GetProperty("captures").GetInt32().ShouldBe(0);

        var paid = await paypal.CaptureAsync(created.Id);
        (paid.Status, paid.State, paid.CaptureState).ShouldBe((201, "COMPLETED", "COMPLETED"));
        paid.Capture.GetProperty("custom_id").GetString().ShouldBe("attempt-1");
        (await paypal.GetAsync($"/v2/payments/captures/{paid.CaptureId}")).State.ShouldBe("COMPLETED");
        var line = await sandbox.LineAsync(created.Id);
        (line.GetProperty("gateway").GetString(), line.GetProperty("captures").GetInt32(), line.GetProperty("amount_received").GetInt64(), line.GetProperty("payment_id").GetString())
            .ShouldBe(("paypal", 1, 1999L, "payment-1"));
    }

    [Theory]
    [InlineData("JPY", "500", 500)]
    [InlineData("HUF", "500", 50_000)]
    [InlineData("USD", "5", 500)]
    [InlineData("USD", "5.5", 550)]
    public async Task Should_count_every_currency_as_PayPal_does(string currency, string value, long minor)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await new PayPalCaller(sandbox).CreateAsync(currency: currency, amount: value);
        (await sandbox.LineAsync(created.Id)).GetProperty("amount").GetInt64().ShouldBe(minor);
    }

    [Theory]
    [InlineData("JPY", "5.50", 422, "DECIMALS_NOT_SUPPORTED")]
    [InlineData("TWD", "5.50", 422, "DECIMALS_NOT_SUPPORTED")]
    [InlineData("EUR", "5.505", 422, "DECIMAL_PRECISION")]
    [InlineData("EUR", "0.00", 422, "CANNOT_BE_ZERO_OR_NEGATIVE")]
    [InlineData("KWD", "5.00", 422, "CURRENCY_NOT_SUPPORTED")]
    [InlineData("EUR", "five", 400, "INVALID_PARAMETER_SYNTAX")]
    public async Task Should_refuse_amounts_it_cannot_charge(string currency, string value, int status, string issue)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var refused = await new PayPalCaller(sandbox).CreateAsync(currency: currency, amount: value);
        (refused.Status, refused.Issue).ShouldBe((status, issue));
        refused.Body.GetProperty("debug_id").GetString().ShouldBe(refused.DebugId);
    }

    [Fact]
    public async Task Should_be_refused_until_the_payer_approved_at_the_page()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync(source: new { paypal = new { experience_context = new { return_url = "http://shop.example/back?x=1", cancel_url = "http://shop.example/away" } } });
        created.State.ShouldBe("PAYER_ACTION_REQUIRED");
        var refused = await paypal.CaptureAsync(created.Id, vault: null);
        (refused.Status, refused.Issue).ShouldBe((422, "ORDER_NOT_APPROVED"));

        var page = created.Link("payer-action")!;
        (await sandbox.TextAsync(page)).ShouldSatisfyAllConditions(p => p.ShouldContain("id=\"approve\""), p => p.ShouldContain("http://shop.example/away"), p => p.ShouldContain("19.99 EUR"));
        using var patient = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CheckCertificateRevocationList = true }) { BaseAddress = sandbox.Address };
        using var approved = await patient.PostAsync(new Uri(page, UriKind.Relative), null);
        ((int)approved.StatusCode).ShouldBe(302);
        approved.Headers.Location!.ToString().ShouldStartWith($"http://shop.example/back?x=1&token={created.Id}&PayerID=");

        (await paypal.OrderAsync(created.Id)).State.ShouldBe("APPROVED");
        (await paypal.CaptureAsync(created.Id, vault: null)).CaptureState.ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Should_be_captured_once_under_whatever_key()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        await paypal.CaptureAsync(created.Id, key: "one");
        var again = await paypal.CaptureAsync(created.Id, key: "two");
        (again.Status, again.Issue).ShouldBe((422, "ORDER_ALREADY_CAPTURED"));
        (await sandbox.LineAsync(created.Id)).GetProperty("captures").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_charged_at_once_when_it_is_created_with_a_token_and_a_request_id()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var source = new { token = new { id = "vault_ok", type = "BILLING_AGREEMENT" } };
        (await paypal.CreateAsync(source: source)).Issue.ShouldBe("PAYPAL_REQUEST_ID_REQUIRED");
        var paid = await paypal.CreateAsync("key", source);
        (paid.Status, paid.State, paid.CaptureState).ShouldBe((201, "COMPLETED", "COMPLETED"));
    }

    [Fact]
    public async Task Should_be_forgotten_when_nobody_pays_it_in_time()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var open = await paypal.CreateAsync();
        var paid = await paypal.PaidAsync();
        await sandbox.AdvanceAsync(TimeSpan.FromHours(3.1));
        (await paypal.OrderAsync(open.Id)).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(404), r => r.Issue.ShouldBe("INVALID_RESOURCE_ID"));
        (await paypal.CaptureAsync(open.Id)).Status.ShouldBe(404);
        (await paypal.OrderAsync(paid.Id)).State.ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Should_answer_with_little_unless_asked_for_all()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        var paid = await paypal.PostAsync($"/v2/checkout/orders/{created.Id}/capture", new { payment_source = new { paypal = new { vault_id = "vault_ok" } } }, whole: false);
        paid.Body.EnumerateObject().Select(p => p.Name).ShouldBe(["id", "status", "links"]);
    }

    [Fact]
    public async Task Should_count_what_a_run_planted()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var abandoned = await paypal.CreateAsync(custom: "attempt-1");
        await paypal.PaidAsync();
        await paypal.ControlAsync("/sandbox/paypal/plant-capture", new { orderId = abandoned.Id });
        (await paypal.OrderAsync(abandoned.Id)).CaptureState.ShouldBe("COMPLETED");
        var second = await paypal.ControlAsync("/sandbox/paypal/plant-capture", new { invoiceId = "payment-1" });
        var planted = await paypal.OrderAsync(second!.Value.GetProperty("orderId").GetString()!);
        planted.Capture.GetProperty("custom_id").GetString().ShouldBe("attempt-1");

        (await sandbox.LedgerAsync()).GetProperty("payments_charged_twice").EnumerateArray().Select(p => p.GetString()).ShouldBe(["payment-1"]);
        await paypal.RefundAsync(planted.CaptureId);
        await paypal.RefundAsync((await paypal.OrderAsync(abandoned.Id)).CaptureId);
        (await sandbox.LedgerAsync()).GetProperty("payments_charged_twice").GetArrayLength().ShouldBe(0, "given back");
    }
}
