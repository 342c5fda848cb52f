using System.Net;
using Integration.Acceptance.Receiving;

namespace Integration.Acceptance;

/// <summary>The worker is behind: a payment of the bus is on its way, not yet to be seen, and a client of the API claims its id for a payment with other content. The claim is refused later, and gives no right to the payment.</summary>
public sealed class When_an_id_is_claimed_twice(World world) : PaymentSpec(world)
{
    private HttpClient Claimer => World.Api.OtherShop;

    [Fact]
    public async Task Should_show_and_obey_nothing_of_the_payment_to_whoever_claimed_its_id()
    {
        var payment = World.Payment();
        var path = $"/v1/payments/{payment.PaymentId}";
        await using (var gate = await Gate.CloseAsync(World.Database, Gate.AtCommit, "payments.payments"))
        {
            await World.PublishAsync(payment);
            await gate.ReachedAsync(1);
            (await Clients.PostAsync(Claimer, "/v1/payments", Clients.Body(amount: 5000, paymentId: payment.PaymentId), NewKey())).Status.ShouldBe(HttpStatusCode.Accepted);

            (await Clients.GetAsync(Claimer, path)).State.ShouldBe("Accepted");
            // What is sent now would act on the payment that comes.
            await CommandsAreRefusedAsync(path, HttpStatusCode.Conflict, "not-taken-up-yet");
            await gate.GoOnAsync();
        }

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.Database.UntilAsync($"ops.dead_letters where is_final and message_id = {Claim(payment.PaymentId)}", n => n == 1);
        await NothingIsGivenAsync(path);

        await World.Database.UntilAsync($"ops.api_requests where refused_at is not null and message_id = {Claim(payment.PaymentId)}", n => n == 1);
        await World.Database.ExecuteAsync($"delete from messaging.dead_letters where message_id = {Claim(payment.PaymentId)}");
        await NothingIsGivenAsync(path);

        (await Clients.GetAsync(World.Api.Operator, path)).State.ShouldBe("Confirmed");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and cancel_requested")).ShouldBe(0);
        (await World.Database.CountAsync($"ops.refunds where payment_id = '{payment.PaymentId}'")).ShouldBe(0);
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    /// <summary>A worker that dies after it has set a message aside and before it says so gets the message again, and may carry it out: a letter of it is left over, and a person puts that away.</summary>
    [Fact]
    public async Task Should_leave_the_payment_to_whoever_made_it_when_a_letter_that_is_left_over_is_put_away()
    {
        var payment = Guid.NewGuid();
        var path = $"/v1/payments/{payment}";
        (await Clients.PostAsync(Claimer, "/v1/payments", Clients.Body(amount: 1999, paymentId: payment), NewKey())).Status.ShouldBe(HttpStatusCode.Accepted);
        await World.StateIsAsync(payment, "Confirmed");
        await World.Database.ExecuteAsync(
            "insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, status, told) " +
            $"select gen_random_uuid(), 'payments', message_id, '', 'it timed out', 1, now(), now(), 'discarded', true from ops.api_requests where payment_id = '{payment}'");
        await World.Database.UntilAsync($"ops.dead_letters where is_final and message_id = {Claim(payment)}", n => n == 1);

        var seen = await Clients.GetAsync(Claimer, path);
        (seen.State, (long)seen.Body["capturedMinor"]!).ShouldBe(("Confirmed", 1999));
        (await Clients.PostAsync(Claimer, $"{path}/refunds", "{}", NewKey())).Status.ShouldBe(HttpStatusCode.Accepted);
        await World.StateIsAsync(payment, "Refunded");
    }

    private async Task NothingIsGivenAsync(string path)
    {
        var seen = await Clients.GetAsync(Claimer, path, "wait=5");
        (seen.State, (bool)seen.Body["settled"]!, (long)seen.Body["amountMinor"]!, seen.Body["gatewayReference"]).ShouldBe(("Refused", true, 5000, null));
        var explained = await Clients.GetAsync(Claimer, path + "/explain");
        explained.Body["timeline"]!.AsArray().Select(e => (string)e!["kind"]!).Distinct().ShouldBeSubsetOf(["request", "dead_letter"]);
        explained.Body["refunds"]!.AsArray().ShouldBeEmpty();
        (await Clients.GetAsync(Claimer, path + "/refunds")).Body["refunds"]!.AsArray().ShouldBeEmpty();
        foreach (var list in new[] { "/v1/payments?limit=1", "/v1/payments?limit=1&state=Refused" })
        {
            (await Clients.GetAsync(Claimer, list)).Body["payments"]![0]!["state"]!.GetValue<string>().ShouldBe("Refused", list);
        }

        (await Clients.GetAsync(Claimer, "/v1/payments?limit=1&state=Confirmed")).Body["payments"]!.AsArray().ShouldNotContain(p => path.EndsWith((string)p!["paymentId"]!, StringComparison.Ordinal));
        await CommandsAreRefusedAsync(path, HttpStatusCode.Accepted, "wrong-state");
    }

    /// <summary>A cancel of what was refused is kept and does nothing; there is nothing to give back.</summary>
    private async Task CommandsAreRefusedAsync(string path, HttpStatusCode cancel, string refusal)
    {
        (await Clients.PostAsync(Claimer, $"{path}/cancel", "{}", NewKey())).Status.ShouldBe(cancel);
        var refund = await Clients.PostAsync(Claimer, $"{path}/refunds", "{}", NewKey());
        (refund.Status, refund.Problem).ShouldBe((HttpStatusCode.Conflict, refusal));
    }

    private static string Claim(Guid payment) => $"(select message_id from ops.api_requests where payment_id = '{payment}' and operation = 'create_payment')";

    private static string NewKey() => $"key-{Guid.NewGuid():N}";
}
