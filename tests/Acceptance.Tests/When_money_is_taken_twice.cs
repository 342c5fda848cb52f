using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>The guard behind the guards (SAFETY U4): money on an attempt that is not the payment's own goes back exactly once, and everybody can see it.</summary>
[Trait("Rule", "R3")]
[Trait("Rule", "U4")]
public sealed class When_money_is_taken_twice(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_give_back_what_Stripe_took_on_an_attempt_that_was_closed()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);

        await ReturnedAsync(payment, "stripe");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and gateway = 'paypal' and captured_minor = 1999")).ShouldBe(1, "the payment is unchanged");
    }

    [Theory]
    [InlineData("executed_then_timeout")]
    [InlineData("executed_then_500")]
    [InlineData("not_executed_503")]
    [InlineData("rate_limited")]
    [InlineData("connection_reset_after")]
    public async Task Should_give_it_back_once_whatever_happens_to_the_refunds_call(string fault)
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("refund", payment.ToString(), fault, 1);
        await PlantAsync(payment);

        await ReturnedAsync(payment, "stripe");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("executed_then_timeout")]
    [InlineData("executed_then_500")]
    [InlineData("not_executed_503")]
    public async Task Should_give_back_what_PayPal_took_after_the_payment_had_failed(string fault)
    {
        var payment = World.WithPayPal(token: "vault_declined");
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Failed");
        if (fault != "none")
        {
            await World.FaultOnAsync("paypal.refund", payment.PaymentId.ToString(), fault, 1);
        }

        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        await World.AtGatewayAsync("/sandbox/paypal/plant-capture", new { orderId = order });

        await ReturnedAsync(payment.PaymentId, "paypal");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and state = 'Failed'")).ShouldBe(1, "the end that was told stays");
    }

    [Fact]
    public async Task Should_be_found_by_reconciliation_when_no_webhook_tells_of_it()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        (await World.Database.CountAsync($"ops.duplicate_charges where payment_id = '{payment}'")).ShouldBe(0);
        await World.PublishAsync(new ReconcileGateways { From = World.Started, Until = DateTimeOffset.UnixEpoch.AddYears(100), By = "ops", Why = "a hunch" });
        await World.Database.UntilAsync("messaging.dead_letters where message_type like '%ReconcileGateways%'", n => n == 1);      // too long a window
        await World.ReconcileUntilTellingAsync(payment);

        await ReturnedAsync(payment, "stripe");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'not_recorded' and theirs_minor = 1999 and not open")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_found_when_one_payment_is_compared()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });

        await ReturnedAsync(payment, "stripe");
    }

    /// <summary>A bank may send a refund back days later: then the customer is charged twice again, and a person is told and may have it given back once more.</summary>
    [Fact]
    public async Task Should_ask_a_person_when_what_was_given_back_comes_back_and_give_it_back_anew()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);
        await ReturnedAsync(payment, "stripe");
        var first = await ReferenceAsync(payment);

        await World.AtGatewayAsync($"/sandbox/refunds/{first}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and returned_minor = 0 and reason like '%failed: expired_or_canceled_card'");
        (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment)).ShouldHaveSingleItem().Reason.ShouldContain($"the refund {first} failed");
        (await NetAsync(payment)).ShouldBe(1999);

        await DecideAsync(payment);
        await IsAsync(payment, $"state = 'returned' and returned_minor = 1999 and refund_number = 2 and failed_refunds = '{first}' and refund_reference <> '{first}'");
        (await NetAsync(payment)).ShouldBe(0);
        (await World.Heard.UntilAsync<DuplicateChargeRefunded>(e => e.PaymentId == payment && e.RefundReference != first)).ShouldHaveSingleItem().AmountMinor.ShouldBe(1999);

        // And once more: what failed is never forgotten, and what a person decides twice goes back once.
        var second = await ReferenceAsync(payment);
        await World.AtGatewayAsync($"/sandbox/refunds/{second}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and returned_minor = 0");
        await World.FaultOnAsync("refund", payment.ToString(), "executed_then_timeout", 1);
        await DecideAsync(payment);
        await DecideAsync(payment);
        await IsAsync(payment, $"state = 'returned' and returned_minor = 1999 and refund_number = 3 and failed_refunds = '{first} {second}'");
        (await NetAsync(payment)).ShouldBe(0);
        await World.Database.UntilAsync($"ops.operator_actions where payment_id = '{payment}' and command = 'ReturnDuplicateCharge'", n => n == 3);
        (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment && e.Reason.Contains(second, StringComparison.Ordinal))).ShouldHaveSingleItem();
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and gateway = 'paypal' and captured_minor = 1999")).ShouldBe(1, "the payment is unchanged");
    }

    [Fact]
    public async Task Should_hear_of_it_from_the_books_when_the_webhook_is_lost()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("refund", payment.ToString(), "webhook_lost", 1);
        await PlantAsync(payment);
        await ReturnedAsync(payment, "stripe");
        var refund = await ReferenceAsync(payment);
        await World.FaultOnAsync("settle_refund", refund, "webhook_lost", 10);
        await World.AtGatewayAsync($"/sandbox/refunds/{refund}?outcome=fail");
        await World.ReconcileUntilTellingAsync(payment);

        await IsAsync(payment, "state = 'needs_review' and returned_minor = 0");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_given'")).ShouldBe(1);
        await World.ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}' and not open", "again");
    }

    [Fact]
    public async Task Should_give_it_back_at_once_when_a_person_decides_and_nobody_has_heard_that_it_failed()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);
        await ReturnedAsync(payment, "stripe");
        await DecideAsync(payment);
        await World.Database.UntilAsync($"ops.operator_actions where payment_id = '{payment}' and command = 'ReturnDuplicateCharge'", n => n == 1);
        var refund = await ReferenceAsync(payment);
        await World.FaultOnAsync("settle_refund", refund, "webhook_lost", 10);
        await World.AtGatewayAsync($"/sandbox/refunds/{refund}?outcome=fail");
        await DecideAsync(payment);

        await IsAsync(payment, $"state = 'returned' and returned_minor = 1999 and refund_number = 2 and failed_refunds = '{refund}'");
        (await NetAsync(payment)).ShouldBe(0);
    }

    /// <summary>Somebody was faster in the dashboard: nothing is sent, and the alert ends.</summary>
    [Fact]
    public async Task Should_see_that_somebody_gave_it_back_by_hand()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await World.RefundByHandAsync(payment, 1999);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });

        await IsAsync(payment, "state = 'returned' and returned_minor = 1999 and refund_reference is null and reason like 'given back by somebody else%'");
        await World.ReconcileAsync($"the books of {payment}");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_end_the_review_of_what_is_given_back_by_hand_and_begin_another_when_that_fails()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await World.RefundByHandAsync(payment, 600);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });
        await IsAsync(payment, "state = 'needs_review' and reason like 'a part of the money was given back%'");
        await World.RefundByHandAsync(payment, 1399);
        await IsAsync(payment, "state = 'returned' and returned_minor = 1999 and refund_reference is null");

        (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment)).ShouldHaveSingleItem().Reason.ShouldContain("a part of the money");
        (await NetAsync(payment)).ShouldBe(0);

        var intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        var byHand = JsonNode.Parse(await World.Gateway.GetStringAsync(new Uri($"/v1/refunds?payment_intent={intent}", UriKind.Relative)))!["data"]!.AsArray().Single(r => (int)r!["amount"]! == 1399)!;
        await World.AtGatewayAsync($"/sandbox/refunds/{(string)byHand["id"]!}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and returned_minor = 600 and reason like 'somebody else gave it back, and of 1999 only 600 went'");
    }

    /// <summary>The bank sends back what was given back by hand, and the webhook that tells it is lost: the sum alone counted here, so the books have to notice.</summary>
    [Fact]
    public async Task Should_hear_from_the_books_that_what_was_given_back_by_hand_failed()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await RefundUnheardAsync(payment, 1999);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });
        await IsAsync(payment, "state = 'returned' and returned_minor = 1999 and refund_reference is null");

        var byHand = await ByHandAsync(payment, _ => true);
        await World.FaultOnAsync("settle_refund", byHand, "webhook_lost", 10);
        await World.AtGatewayAsync($"/sandbox/refunds/{byHand}?outcome=fail");
        var told = $"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_given' and reference = '{byHand}' and ours_minor = 1999 and theirs_minor = 0";
        await World.ReconcileUntilAsync(payment, told, "run");

        await IsAsync(payment, "state = 'needs_review' and open and returned_minor = 0");
        await World.ReconcileUntilAsync(payment, $"{told} and not open", "again");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0);
    }

    /// <summary>The line of a refund that failed stays in the gateway's books: what was given back after it is the answer to it, every night.</summary>
    [Fact]
    public async Task Should_tell_no_difference_for_ours_that_failed_before_somebody_gave_it_back_by_hand()
    {
        var payment = await OursFailedThenByHandAsync();
        await World.ReconcileUntilAsync(payment, Compared(payment), "books");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_a_difference_while_the_gateway_does_not_tell_what_counts_and_end_it_when_it_does()
    {
        var payment = await OursFailedThenByHandAsync();
        await World.SilenceAsync(payment);
        await World.ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_given' and open", "silent");
        await World.EndFaultsAsync();
        await World.ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_given' and not open", "again");
        await IsAsync(payment, "state = 'returned' and returned_minor = 1999");
    }

    /// <summary>What nobody can give back any more, or was given back beside the gateway, is put away by a person, until something about it changes.</summary>
    [Fact]
    public async Task Should_be_left_as_it_is_by_a_person_and_count_again_with_news()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        var accept = new AcceptDuplicateCharge { PaymentId = payment, AttemptId = Guid.NewGuid(), By = "ops 1", Why = "nothing is there" };
        await AnsweredAsync(accept, accepted: false, "no money of this payment%");
        await World.RefundByHandAsync(payment, 600);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });
        await IsAsync(payment, "state = 'needs_review' and open");

        accept = accept with { AttemptId = Guid.Parse(await World.Database.TextAsync($"select attempt_id::text from ops.duplicate_charges where payment_id = '{payment}'")) };
        await AnsweredAsync(accept with { Why = "the rest went by bank transfer" }, accepted: true, "left as it is;%");
        const string put = "state = 'needs_review' and not open and accepted_by = 'ops 1' and accepted_why = 'the rest went by bank transfer'";
        await IsAsync(payment, put);
        await AnsweredAsync(accept with { Why = "once more" }, accepted: true, "it was left as it is before%");
        await IsAsync(payment, put);
        (await NetAsync(payment)).ShouldBe(1399, "no money moved");

        // A version that does not know acceptances clears none; its clock may be ahead.
        await World.Database.ExecuteAsync($"update payments.orphans set changed_at = now() + interval '1 minute' where payment_id = '{payment}'");
        await IsAsync(payment, "state = 'needs_review' and open");
        await AnsweredAsync(accept with { Why = "seen again" }, accepted: true, "left as it is;%");
        await IsAsync(payment, "state = 'needs_review' and not open and accepted_at = changed_at and accepted_why = 'seen again'");

        await World.RefundByHandAsync(payment, 1399);
        await IsAsync(payment, "state = 'returned' and not open and accepted_by is null");
        await AnsweredAsync(accept with { Why = "too late" }, accepted: false, "it is returned%");
        await World.AtGatewayAsync($"/sandbox/refunds/{await ByHandAsync(payment, amount => amount == 1399)}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and open and returned_minor = 600");
    }

    /// <summary>Whoever left the rest as it is, knew that a part had gone back: when the bank sends that part back, the customer is charged more than he was shown.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_ask_again_about_what_was_left_as_it_is_when_the_part_that_went_back_fails(bool told)
    {
        var payment = await PartOfItByHandAsync();
        var byHand = await ByHandAsync(payment, amount => amount == 600);
        await LeaveAsync(payment, "the rest stays");
        if (!told)
        {
            await World.FaultOnAsync("settle_refund", byHand, "webhook_lost", 10);
        }

        await World.AtGatewayAsync($"/sandbox/refunds/{byHand}?outcome=fail");
        var difference = $"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_given' and reference = '{byHand}'";
        if (!told)
        {
            await World.ReconcileUntilAsync(payment, difference, "run");
        }

        await IsAsync(payment, "state = 'needs_review' and open and accepted_by is null and returned_minor = 0 and reason = 'of 600 that had gone back only 0 did'");
        (await AskedAsync(payment, 2))[1].ShouldBe("money on attempt 1 at stripe: of 600 that had gone back only 0 did");
        if (!told)
        {
            await World.ReconcileUntilAsync(payment, $"{difference} and not open", "again");
        }
    }

    /// <summary>Of what others gave back only the sum is kept, and while the gateway shows that sum, the books agree, every night.</summary>
    [Fact]
    public async Task Should_tell_no_difference_for_a_part_that_was_given_back_by_hand()
    {
        var payment = await PartOfItByHandAsync();
        await RefundUnheardAsync(payment, 400);
        var more = await ByHandAsync(payment, amount => amount == 400);
        await World.ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'refund_not_recorded' and reference = '{more}'", "run");
        await IsAsync(payment, "state = 'needs_review' and open and returned_minor = 1000");
        await World.ReconcileUntilAsync(payment, $"ops.reconciliation_differences where payment_id = '{payment}' and reference = '{more}' and not open", "again");
        await World.ReconcileAsync($"the books of {payment}");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0);
    }

    /// <summary>What a dispute did is a part of what a person left as it is.</summary>
    [Fact]
    public async Task Should_ask_again_about_what_was_left_as_it_is_when_a_dispute_is_opened_or_won()
    {
        var payment = await PartOfItByHandAsync();
        await LeaveAsync(payment, "the rest stays");
        var intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        var dispute = await DisputeAsync("/sandbox/disputes", new { intent, refunded = true });
        await IsAsync(payment, $"state = 'needs_review' and open and accepted_by is null and reason like 'a part %; dispute {dispute} is open'");
        (await AskedAsync(payment, 2))[1].ShouldEndWith($"dispute {dispute} is open");

        await LeaveAsync(payment, "the bank decides");
        await World.AtGatewayAsync($"/sandbox/disputes/{dispute}", new { outcome = "won" });
        await IsAsync(payment, $"state = 'needs_review' and open and accepted_by is null and returned_minor = 600 and reason like 'a part %; dispute {dispute} is won'");
        (await AskedAsync(payment, 3))[2].ShouldEndWith($"; dispute {dispute} is won");
    }

    [Fact]
    public async Task Should_say_that_the_guard_has_not_looked_yet()
    {
        var (payment, attempt) = (Guid.NewGuid(), Guid.NewGuid());
        await World.Database.ExecuteAsync(
            "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, active, answered_epoch, created_at, changed_at, orphaned, captured_minor) " +
            $"values ('{attempt}', '{payment}', 1, 'stripe', 1999, 'EUR', false, 0, now(), now(), true, 1999)");
        await IsAsync(payment, "state = 'found' and open");
        await AnsweredAsync(new() { PaymentId = payment, AttemptId = attempt, By = "ops 1", Why = "too early" }, accepted: false, "money was found on it, and the guard has not been able to look at the gateway yet%");
        await World.Database.ExecuteAsync($"delete from payments.attempts where attempt_id = '{attempt}'");
    }

    /// <summary>The guard met it with 600 given back, and asked a person.</summary>
    private async Task<Guid> PartOfItByHandAsync()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await RefundUnheardAsync(payment, 600);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });
        await IsAsync(payment, "state = 'needs_review' and open and returned_minor = 600");
        return payment;
    }

    /// <summary>Given back in the dashboard, and no webhook tells of it, so that none is looked into later either.</summary>
    private async Task RefundUnheardAsync(Guid payment, long amount)
    {
        await World.FaultOnAsync("refund", (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id, "webhook_lost", 1);
        await World.Database.UntilAsync($"messaging.outbox where message_type like '%:ReturnOrphan%' and body like '%{payment}%'", n => n == 0);      // the guard would see it by itself
        await World.RefundByHandAsync(payment, amount);
    }

    private async Task LeaveAsync(Guid payment, string why)
    {
        var attempt = Guid.Parse(await World.Database.TextAsync($"select attempt_id::text from ops.duplicate_charges where payment_id = '{payment}'"));
        await AnsweredAsync(new() { PaymentId = payment, AttemptId = attempt, By = "ops 1", Why = why }, accepted: true, "left as it is;%");
        await IsAsync(payment, "state = 'needs_review' and not open");
    }

    /// <summary>Ours failed, and so did what was given back by hand: one decision sends another one.</summary>
    [Fact]
    public async Task Should_give_it_back_at_one_decision_when_what_was_given_back_by_hand_failed_too()
    {
        var payment = await OursFailedThenByHandAsync();
        var ours = await World.Database.TextAsync($"select failed_refunds from ops.duplicate_charges where payment_id = '{payment}'");
        var intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        var byHand = JsonNode.Parse(await World.Gateway.GetStringAsync(new Uri($"/v1/refunds?payment_intent={intent}", UriKind.Relative)))!["data"]!.AsArray().Single(r => (string)r!["id"]! != ours)!;
        await World.AtGatewayAsync($"/sandbox/refunds/{(string)byHand["id"]!}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and returned_minor = 0");
        await DecideAsync(payment);
        await IsAsync(payment, $"state = 'returned' and returned_minor = 1999 and refund_number = 2 and failed_refunds = '{ours}'");
        (await NetAsync(payment)).ShouldBe(0);
        (await World.Database.CountAsync($"ops.operator_actions where payment_id = '{payment}' and command = 'ReturnDuplicateCharge'")).ShouldBe(1);
    }

    /// <summary>Ours failed, and somebody gave all of it back in the dashboard.</summary>
    private async Task<Guid> OursFailedThenByHandAsync()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);
        await ReturnedAsync(payment, "stripe");
        var ours = await ReferenceAsync(payment);
        await World.AtGatewayAsync($"/sandbox/refunds/{ours}?outcome=fail");
        await IsAsync(payment, "state = 'needs_review' and returned_minor = 0");
        await World.RefundByHandAsync(payment, 1999);
        await IsAsync(payment, $"state = 'returned' and refund_reference is null and refund_number = 2 and failed_refunds = '{ours}'");
        return payment;
    }

    /// <summary>The refund of this amount at Stripe, the newest first.</summary>
    private async Task<string> ByHandAsync(Guid payment, Func<long, bool> amount)
    {
        var intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        return (string)JsonNode.Parse(await World.Gateway.GetStringAsync(new Uri($"/v1/refunds?payment_intent={intent}", UriKind.Relative)))!["data"]!.AsArray().First(r => amount((long)r!["amount"]!))!["id"]!;
    }

    /// <summary>A comparison that began when the gateway's whole seconds had left the last change behind: it had all lines.</summary>
    private static string Compared(Guid payment) =>
        $"ops.reconciliation_runs where finished_at is not null and failure is null and why like '%{payment}%' and started_at > (select max(changed_at) + interval '2 seconds' from ops.duplicate_charges where payment_id = '{payment}')";

    private async Task AnsweredAsync(AcceptDuplicateCharge command, bool accepted, string answer)
    {
        await World.PublishAsync(command);
        await World.Database.UntilAsync(
            $"ops.operator_actions where command = 'AcceptDuplicateCharge' and payment_id = '{command.PaymentId}' and why = '{command.Why}' and accepted = {accepted} and answer like '{answer}'", n => n == 1);
    }

    /// <summary>It went back, and then its payer's bank, which has not seen that, takes it as well.</summary>
    [Fact]
    public async Task Should_ask_a_person_when_what_was_given_back_at_Stripe_is_disputed()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);
        await ReturnedAsync(payment, "stripe");
        var intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id;
        var dispute = await DisputeAsync("/sandbox/disputes", new { intent, refunded = true });

        await IsAsync(payment, $"state = 'needs_review' and returned_minor = 1999 and reason = 'given back, and disputed: dispute {dispute} is open'");
        (await AskedAsync(payment, 1))[0].ShouldBe($"money on attempt 1 at stripe, which is not the payment's own: dispute {dispute} is open");
        await World.ReconcileUntilAsync(payment, Compared(payment), "books");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and open")).ShouldBe(0, "the refund is as it was");
        await DecideAsync(payment);
        await IsAsync(payment, "state = 'returned' and returned_minor = 1999");

        await World.AtGatewayAsync($"/sandbox/disputes/{dispute}", new { outcome = "lost" });
        await IsAsync(payment, $"state = 'needs_review' and reason = 'given back, and disputed: dispute {dispute} is lost'");
        (await AskedAsync(payment, 2))[1].ShouldEndWith($"dispute {dispute} is lost");
        (await World.Heard.UntilAsync<DuplicateChargeRefunded>(e => e.PaymentId == payment)).ShouldHaveSingleItem("it went back once, whoever said that its dispute is dealt with");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and gateway = 'paypal' and dispute_reference is null")).ShouldBe(1, "the payment is unchanged");
    }

    [Fact]
    public async Task Should_ask_a_person_when_what_was_given_back_at_PayPal_is_disputed()
    {
        var asked = World.WithPayPal(token: "vault_declined");
        await World.PublishAsync(asked);
        await World.StateIsAsync(asked.PaymentId, "Failed");
        var order = (await World.LinesAsync(asked.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        await World.AtGatewayAsync("/sandbox/paypal/plant-capture", new { orderId = order });
        await ReturnedAsync(asked.PaymentId, "paypal");
        var dispute = await DisputeAsync("/sandbox/paypal/disputes", new { order });

        await IsAsync(asked.PaymentId, $"state = 'needs_review' and reason = 'given back, and disputed: dispute {dispute} is open'");
        (await AskedAsync(asked.PaymentId, 1))[0].ShouldContain(dispute);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{asked.PaymentId}' and state = 'Failed'")).ShouldBe(1, "the end that was told stays");
    }

    [Fact]
    public async Task Should_set_a_mistaken_attempt_aside_for_a_person_to_see()
    {
        var (payment, other) = (await PaidAtPayPalAsync(), await PaidAtPayPalAsync());
        var theirs = Guid.Parse(await World.Database.TextAsync($"select attempt_id::text from ops.attempts where payment_id = '{other}' and number = 1"));
        foreach (var attempt in (Guid[])[Guid.NewGuid(), theirs])
        {
            await World.PublishAsync(new ReturnDuplicateCharge { PaymentId = payment, AttemptId = attempt, By = "ops 1", Why = "a slip" });
            await World.Database.UntilAsync($"messaging.dead_letters where fault like '%Nothing is given back of attempt {attempt}: payment {payment} has none%'", n => n == 1);
        }
    }

    private async Task<string> DisputeAsync(string path, object body)
    {
        using var answer = await World.Gateway.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["id"]!;
    }

    private async Task<IReadOnlyList<string>> AskedAsync(Guid payment, int times)
    {
        await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment, times);
        return [.. (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment, times)).Select(e => e.Reason)];
    }

    private async Task DecideAsync(Guid payment) => await World.PublishAsync(new ReturnDuplicateCharge
    {
        PaymentId = payment, AttemptId = Guid.Parse(await World.Database.TextAsync($"select attempt_id::text from ops.duplicate_charges where payment_id = '{payment}'")), By = "ops 1", Why = "it failed at the bank",
    });

    private async Task<string> ReferenceAsync(Guid payment) => await World.Database.TextAsync($"select refund_reference from ops.duplicate_charges where payment_id = '{payment}'");

    private async Task<long> NetAsync(Guid payment) => (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Net;

    private async Task IsAsync(Guid payment, string what)
    {
        try
        {
            await World.Database.UntilAsync($"ops.duplicate_charges where payment_id = '{payment}' and {what}", n => n == 1);
        }
        catch (ShouldAssertException late)
        {
            throw new ShouldAssertException($"{late.Message}{Environment.NewLine}{await Story.OfMoneyTakenTwiceAsync(World.Database, payment)}{Environment.NewLine}{await Story.OfAsync(World.Database, payment)}");
        }
    }

    private async Task<Guid> PaidAtPayPalAsync()
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        return payment.PaymentId;
    }

    private async Task PlantAsync(Guid payment) =>
        await World.AtGatewayAsync("/sandbox/stripe/plant-capture", new { intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id });

    private async Task ReturnedAsync(Guid payment, string gateway)
    {
        await IsAsync(payment, $"gateway = '{gateway}' and state = 'returned' and returned_minor = 1999");
        var line = (await World.LinesAsync(payment)).Single(l => l.Gateway == gateway);
        (line.AmountReceived, line.Refunded, line.Net).ShouldBe((1999, 1999, 0));
        var told = (await World.Heard.UntilAsync<DuplicateChargeRefunded>(e => e.PaymentId == payment)).ShouldHaveSingleItem();
        (told.Gateway, told.AmountMinor, told.GatewayReference).ShouldBe((gateway, 1999, line.Id));
    }
}
