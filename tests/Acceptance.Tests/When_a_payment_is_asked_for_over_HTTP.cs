using System.Net;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

public sealed class When_a_payment_is_asked_for_over_HTTP(World world) : PaymentSpec(world)
{
    private HttpClient Shop => World.Api.Shop;

    [Fact]
    public async Task Should_accept_it_and_tell_how_it_ended_to_a_caller_that_waits()
    {
        var answer = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");

        answer.Status.ShouldBe(HttpStatusCode.Accepted);
        answer.State.ShouldBe("Confirmed");
        answer.Location!.ToString().ShouldBe($"/v1/payments/{answer.PaymentId}");
        answer.Headers.GetValues("Preference-Applied").ShouldBe(["wait=30"]);
        ((long)answer.Body["capturedMinor"]!).ShouldBe(1999);
        await BooksAgreeAsync(answer.PaymentId, 1999);
        var seen = await Clients.GetAsync(Shop, answer.Location.ToString());
        seen.State.ShouldBe("Confirmed");
        ((bool)seen.Body["settled"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Should_make_one_payment_of_a_hundred_twins_at_once()
    {
        var (key, body) = (NewKey(), Clients.Body());

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Clients.PostAsync(Shop, "/v1/payments", body, key)));

        answers.Select(a => a.Status).Distinct().ShouldBe([HttpStatusCode.Accepted]);
        answers.Select(a => a.Location).Distinct().Count().ShouldBe(1);
        await World.StateIsAsync(answers[0].PaymentId, "Confirmed");
        await BooksAgreeAsync(answers[0].PaymentId, 1999);
        (await World.Database.CountAsync($"requests.writes where idempotency_key = '{key}'")).ShouldBe(1);
        (await World.Database.CountAsync($"messaging.inbox where message_id = (select message_id from ops.api_requests where idempotency_key = '{key}')")).ShouldBe(1);
    }

    /// <summary>Requests that come together are committed together; what is refused of one touches no other.</summary>
    [Fact]
    public async Task Should_answer_each_of_a_crowd_for_itself()
    {
        var (known, body) = (NewKey(), Clients.Body());
        var first = await Clients.PostAsync(Shop, "/v1/payments", body, known);
        var crowd = Enumerable.Range(0, 80).Select(i => (i % 8) switch { 0 => "repeat", 4 => "reuse", _ => "new" }).ToList();

        var answers = await Task.WhenAll(crowd.Select(kind => Clients.PostAsync(Shop, "/v1/payments", kind == "reuse" ? Clients.Body(amount: 5) : body, kind == "new" ? NewKey() : known)));

        foreach (var (kind, answer) in crowd.Zip(answers))
        {
            answer.Status.ShouldBe(kind == "reuse" ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.Accepted, kind);
        }

        answers.Where((_, i) => crowd[i] == "repeat").Select(a => a.PaymentId).Distinct().ShouldBe([first.PaymentId]);
        var made = answers.Where((_, i) => crowd[i] == "new").Select(a => a.PaymentId).Distinct().ToList();
        made.Count.ShouldBe(60);
        var ids = string.Join(',', made.Select(id => $"'{id}'"));
        await World.Database.UntilAsync($"ops.payments where payment_id in ({ids}) and state = 'Confirmed'", n => n == 60);
        (await World.Database.CountAsync($"ops.attempts where payment_id in ({ids})")).ShouldBe(60);
    }

    [Fact]
    public async Task Should_accept_every_twin_also_when_the_id_was_chosen_and_the_worker_is_faster_than_a_twin()
    {
        for (var round = 0; round < 15; round++)
        {
            var (id, key) = (Guid.NewGuid(), NewKey());
            var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Clients.PostAsync(Shop, "/v1/payments", Clients.Body(paymentId: id), key)));
            answers.Select(a => (a.Status, a.Problem)).Distinct().ShouldBe([(HttpStatusCode.Accepted, null)]);
        }
    }

    [Fact]
    public async Task Should_tell_a_repeat_how_it_stands()
    {
        var (key, body) = (NewKey(), Clients.Body());
        var first = await Clients.PostAsync(Shop, "/v1/payments", body, key);
        await World.StateIsAsync(first.PaymentId, "Confirmed");
        var repeat = await Clients.PostAsync(Shop, "/v1/payments", body, key);

        (first.State, repeat.State, (bool)repeat.Body["settled"]!).ShouldBe(("Accepted", "Confirmed", true));
        ((DateTimeOffset)repeat.Body["acceptedAt"]!).ShouldBe((DateTimeOffset)first.Body["acceptedAt"]!, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Should_tell_its_client_that_ops_acted_but_not_who_and_why()
    {
        var made = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        await World.PublishAsync(new Contracts.Operations.RecheckPayment { PaymentId = made.PaymentId, By = "some-operator", Why = "suspected fraud" });
        await World.Database.UntilAsync($"ops.operator_actions where payment_id = '{made.PaymentId}'", n => n == 1);

        var told = (await Clients.GetAsync(Shop, $"{made.Location}/explain")).Body.ToJsonString();
        told.ShouldContain("RecheckPayment");
        told.ShouldNotContain("some-operator");
        told.ShouldNotContain("suspected");
        (await Clients.GetAsync(World.Api.Operator, $"{made.Location}/explain")).Body.ToJsonString().ShouldContain("suspected fraud");
    }

    [Fact]
    public async Task Should_give_the_same_answer_to_a_repeat_whatever_its_spelling_and_refuse_another_request_under_the_key()
    {
        var key = NewKey();
        var first = await Clients.PostAsync(Shop, "/v1/payments", """{"customerId":"c","amountMinor":100,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"},"metadata":{"a":"1","b":"2"}}""", key);
        var repeat = await Clients.PostAsync(Shop, "/v1/payments", """{ "metadata": {"b":"2", "a":"1"}, "card": {"paymentMethod":"pm_card_visa"}, "currency":"EUR", "amountMinor":100, "customerId":"c", "orderId": null }""", key);
        var other = await Clients.PostAsync(Shop, "/v1/payments", """{"customerId":"c","amountMinor":101,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"},"metadata":{"a":"1","b":"2"}}""", key);

        (repeat.Status, repeat.Location).ShouldBe((HttpStatusCode.Accepted, first.Location));
        (other.Status, other.Problem).ShouldBe((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"));
        var cancel = await Clients.PostAsync(Shop, $"{first.Location}/cancel", "{}", key);
        (cancel.Status, cancel.Problem).ShouldBe((HttpStatusCode.UnprocessableEntity, "idempotency-key-reused"));
        await World.StateIsAsync(first.PaymentId, "Confirmed");
        await BooksAgreeAsync(first.PaymentId, 100);
    }

    [Fact]
    public async Task Should_keep_the_keys_of_two_clients_apart()
    {
        var key = NewKey();
        var ours = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(amount: 100), key);
        var theirs = await Clients.PostAsync(World.Api.OtherShop, "/v1/payments", Clients.Body(amount: 200), key);

        (ours.Status, theirs.Status).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted));
        theirs.PaymentId.ShouldNotBe(ours.PaymentId);
    }

    [Fact]
    public async Task Should_show_a_payment_to_its_client_and_to_ops_only()
    {
        var made = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey());
        foreach (var path in new[] { "", "/explain", "/refunds", $"/refunds/{Guid.NewGuid()}" })
        {
            var other = await Clients.GetAsync(World.Api.OtherShop, made.Location + path);
            (other.Status, other.Problem).ShouldBe((HttpStatusCode.NotFound, "not-found"), path);
        }

        (await Clients.PostAsync(World.Api.OtherShop, $"{made.Location}/cancel", "{}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Clients.PostAsync(World.Api.OtherShop, $"{made.Location}/refunds", "{}", NewKey())).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Clients.GetAsync(World.Api.Operator, made.Location!.ToString())).Status.ShouldBe(HttpStatusCode.OK);
        var reader = await Clients.PostAsync(World.Api.Reader, "/v1/payments", Clients.Body(), NewKey());
        (reader.Status, reader.Problem).ShouldBe((HttpStatusCode.Forbidden, "scope-missing"));
    }

    [Fact]
    public async Task Should_not_give_a_payment_of_the_bus_to_a_client_that_names_its_id()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");

        var taken = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(paymentId: payment.PaymentId), NewKey());

        (taken.Status, taken.Problem).ShouldBe((HttpStatusCode.Conflict, "id-taken"));
        (await Clients.GetAsync(Shop, $"/v1/payments/{payment.PaymentId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_take_an_id_of_the_callers_choice_once()
    {
        var (id, key) = (Guid.NewGuid(), NewKey());
        var first = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(paymentId: id), key);
        await World.StateIsAsync(id, "Confirmed");
        var repeat = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(paymentId: id), key);
        var again = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(paymentId: id), NewKey());

        first.PaymentId.ShouldBe(id);
        (repeat.Status, repeat.Location).ShouldBe((HttpStatusCode.Accepted, first.Location));
        (again.Status, again.Problem).ShouldBe((HttpStatusCode.Conflict, "id-taken"));
    }

    [Fact]
    public async Task Should_say_that_a_payment_was_refused_and_why_when_only_the_gateway_knows_the_rule()
    {
        var answer = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(amount: 1), NewKey(), "wait=30");

        answer.State.ShouldBe("Refused");
        ((bool)answer.Body["settled"]!).ShouldBeTrue();
        ((string)answer.Body["reason"]!).ShouldContain("EUR");
    }

    [Fact]
    public async Task Should_still_say_that_it_was_refused_when_the_dead_letter_is_forgotten()
    {
        var refused = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(amount: 1), NewKey(), "wait=30");
        await World.Database.UntilAsync($"ops.api_requests where payment_id = '{refused.PaymentId}' and refused_at is not null", n => n == 1);
        await World.Database.ExecuteAsync($"delete from messaging.dead_letters where message_id = (select message_id from ops.api_requests where payment_id = '{refused.PaymentId}')");

        var seen = await Clients.GetAsync(Shop, refused.Location!.ToString());
        (seen.State, (bool)seen.Body["settled"]!, (string?)seen.Body["reason"]).ShouldBe(("Refused", true, (string?)refused.Body["reason"]));
    }

    [Fact]
    public async Task Should_tell_where_the_customer_has_to_go_and_let_the_caller_wait_for_the_end()
    {
        var asked = await Clients.PostAsync(
            Shop, "/v1/payments", """{"customerId":"c","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_authenticationRequired","returnUrl":"https://shop.example/back"}}""", NewKey(), "wait=30");

        asked.State.ShouldBe("AwaitingCustomer");
        ((string)asked.Body["nextAction"]!["redirectUrl"]!).ShouldStartWith("http");
        await World.AuthenticateAsync(asked.PaymentId, "succeed");
        var seen = await FollowAsync(asked);
        (seen[^1].State, seen[^1].Body["nextAction"]).ShouldBe(("Confirmed", null));
    }

    [Fact]
    public async Task Should_wait_for_what_comes_next_while_the_customer_is_away()
    {
        var asked = await Clients.PostAsync(
            Shop, "/v1/payments", """{"customerId":"c","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_authenticationRequired","returnUrl":"https://shop.example/back"}}""", NewKey(), "wait=30");
        asked.State.ShouldBe("AwaitingCustomer");

        // Nobody comes back, and it goes on by itself: a look is answered when it has come further.
        var seen = await FollowAsync(asked);
        seen[0].State.ShouldNotBe("AwaitingCustomer");
        seen[^1].State.ShouldBe("Failed");
    }

    [Fact]
    public async Task Should_cancel_what_has_not_moved_and_refuse_what_has()
    {
        var open = await Clients.PostAsync(
            Shop, "/v1/payments", """{"customerId":"c","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_authenticationRequired","returnUrl":"https://shop.example/back"}}""", NewKey(), "wait=30");
        (await Clients.PostAsync(Shop, $"{open.Location}/cancel", """{"reason":"changed my mind"}""")).Status.ShouldBe(HttpStatusCode.Accepted);
        await World.StateIsAsync(open.PaymentId, "Canceled");
        (await Clients.PostAsync(Shop, $"{open.Location}/cancel", "")).Status.ShouldBe(HttpStatusCode.Accepted);

        var paid = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        var late = await Clients.PostAsync(Shop, $"{paid.Location}/cancel", "{}");
        (late.Status, late.Problem).ShouldBe((HttpStatusCode.Conflict, "wrong-state"));
    }

    [Fact]
    public async Task Should_refund_once_and_list_what_was_given_back()
    {
        var paid = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        var noKey = await Clients.PostAsync(Shop, $"{paid.Location}/refunds", """{"amountMinor":500}""");
        var key = NewKey();
        var refunds = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Clients.PostAsync(Shop, $"{paid.Location}/refunds", """{"amountMinor":500,"reason":"torn"}""", key)));
        var refund = refunds[0].Body["refundId"]!.GetValue<Guid>();
        await World.RefundIsAsync(refund, "Succeeded");
        await Clients.PostAsync(Shop, $"{paid.Location}/refunds", $$"""{"refundId":"{{Guid.NewGuid()}}"}""");

        (noKey.Status, noKey.Problem).ShouldBe((HttpStatusCode.BadRequest, "idempotency-key-missing"));
        refunds.ShouldAllBe(r => r.Status == HttpStatusCode.Accepted && r.Location == refunds[0].Location);
        (await Clients.GetAsync(Shop, refunds[0].Location!.ToString())).State.ShouldBe("Succeeded");
        await World.StateIsAsync(paid.PaymentId, "Refunded");
        var list = await Clients.GetAsync(Shop, $"{paid.Location}/refunds");
        list.Body["refunds"]!.AsArray().Select(r => (long)r!["amountMinor"]!).ShouldBe([500, 1499]);
    }

    [Fact]
    public async Task Should_explain_it_in_one_timeline()
    {
        var paid = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        var told = await Clients.GetAsync(Shop, $"{paid.Location}/explain");

        var timeline = told.Body["timeline"]!.AsArray();
        timeline.Select(e => (string)e!["kind"]!).Distinct().ShouldBeSubsetOf(["request", "state", "call", "webhook"]);
        timeline.Select(e => (string)e!["kind"]!).ShouldContain("call");
        ((string)timeline[0]!["what"]!).ShouldBe("create_payment");
        timeline.Select(e => (DateTimeOffset)e!["at"]!).ShouldBeInOrder();
        told.Body["next"]!.AsArray().ShouldBeEmpty();
        ((string)told.Body["why"]!).ShouldStartWith("Confirmed:");
    }

    /// <summary>With these names its client can ask the gateway.</summary>
    [Fact]
    public async Task Should_tell_its_client_what_the_gateway_calls_each_call_and_webhook()
    {
        var paid = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        await World.Database.UntilAsync($"ops.webhooks where object_reference = '{paid.Body["gatewayReference"]}'", n => n > 0);
        var told = await Clients.GetAsync(Shop, $"{paid.Location}/explain");

        var seen = told.Body["timeline"]!.AsArray().Select(e => $"{e!["kind"]} {e["what"]} {e["requestId"] ?? e["result"]}").ToList();
        seen.ShouldContain(line => line.StartsWith("call stripe capture req_", StringComparison.Ordinal));
        seen.ShouldContain(line => line.StartsWith("webhook stripe payment_intent.", StringComparison.Ordinal) && line.Contains(" evt_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_tell_what_comes_next_and_when()
    {
        var open = await Clients.PostAsync(
            Shop, "/v1/payments", """{"customerId":"c","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_authenticationRequired","returnUrl":"https://shop.example/back"}}""", NewKey(), "wait=30");
        var told = await Clients.GetAsync(Shop, $"{open.Location}/explain");

        told.Body["next"]!.AsArray().ShouldNotBeEmpty();
        ((DateTimeOffset)told.Body["next"]![0]!["at"]!).ShouldBe((DateTimeOffset)told.Body["payment"]!["dueAt"]!, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Should_page_through_all_of_a_clients_payments_without_a_gap_or_a_repeat()
    {
        var order = $"order {Guid.NewGuid():N}";
        var made = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            made.Add((await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(order: order), NewKey())).PaymentId);
        }

        foreach (var client in new[] { Shop, World.Api.Operator })
        {
            foreach (var payment in made)
            {
                await World.StateIsAsync(payment, "Confirmed");
            }

            var seen = new List<Guid>();
            for (var path = $"/v1/payments?limit=3&orderId={Uri.EscapeDataString(order)}&state=Confirmed"; path is not null;)
            {
                var page = await Clients.GetAsync(client, path);
                page.Status.ShouldBe(HttpStatusCode.OK);
                seen.AddRange(page.Body["payments"]!.AsArray().Select(p => p!["paymentId"]!.GetValue<Guid>()));
                path = (string?)page.Body["next"] is { } next ? $"/v1/payments?limit=3&orderId={Uri.EscapeDataString(order)}&state=Confirmed&after={next}" : null;
            }

            seen.ShouldBe(made, ignoreOrder: true);
        }

        (await Clients.GetAsync(World.Api.OtherShop, $"/v1/payments?orderId={Uri.EscapeDataString(order)}")).Body["payments"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>A client's list goes by the times of its requests, everybody's by those at which the worker took them up; the first of two times is meant, the second not.</summary>
    [Fact]
    public async Task Should_list_what_a_customer_asked_for_between_two_times()
    {
        var customer = $"customer-{Guid.NewGuid():N}";
        var made = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            made.Add((await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(customer: customer), NewKey(), "wait=30")).PaymentId);
            await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        }

        foreach (var (client, rows) in new[] { (Shop, "requests.writes"), (World.Api.Operator, "ops.payments") })
        {
            var middle = await World.Database.TextAsync($"select to_char(accepted_at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from {rows} where payment_id = '{made[1]}'");
            (await ListAsync(client, $"customerId={customer}")).ShouldBe([made[2], made[1], made[0]]);
            (await ListAsync(client, $"customerId={customer}&from={middle}")).ShouldBe([made[2], made[1]]);
            (await ListAsync(client, $"customerId={customer}&until={middle}")).ShouldBe([made[0]]);
            (await ListAsync(client, $"customerId={customer}&from={middle}&until={middle}")).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=100000")]
    [InlineData("after=nonsense")]
    [InlineData("from=yesterday")]
    [InlineData("from=01/02/2026")]
    [InlineData("from=12:00")]
    [InlineData("until=2026-01-31T12:00:00")]
    [InlineData("colour=red")]
    [InlineData("state=a&state=b")]
    public async Task Should_name_a_parameter_that_is_wrong(string query)
    {
        var answer = await Clients.GetAsync(Shop, "/v1/payments?" + query);
        (answer.Status, answer.Problem).ShouldBe((HttpStatusCode.BadRequest, "invalid-field"));
        answer.Body["errors"]!.AsObject().ShouldContainKey(query.Split('=')[0]);
    }

    [Fact]
    public async Task Should_leave_a_trace_of_who_asked()
    {
        var made = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey());
        (await World.Database.CountAsync(
            $"ops.api_requests where payment_id = '{made.PaymentId}' and client = 'shop' and credential like 'key ________' and operation = 'create_payment' and remote_address = '127.0.0.1' and amount_minor = 1999 and trace_id is not null")).ShouldBe(1);
    }

    private static async Task<List<Guid>> ListAsync(HttpClient client, string query) =>
        [.. (await Clients.GetAsync(client, $"/v1/payments?limit=200&{query}")).Body["payments"]!.AsArray().Select(p => p!["paymentId"]!.GetValue<Guid>())];

    /// <summary>Looks until it is settled, and waits in each look; what the looks saw.</summary>
    private async Task<List<Answer>> FollowAsync(Answer asked)
    {
        var seen = new List<Answer>();
        do
        {
            seen.Add(await Clients.GetAsync(Shop, asked.Location!.ToString(), "wait=30"));
            seen.Count.ShouldBeLessThan(20);
        }
        while (!(bool)seen[^1].Body["settled"]!);
        return seen;
    }

    private static string NewKey() => $"key-{Guid.NewGuid():N}";
}
