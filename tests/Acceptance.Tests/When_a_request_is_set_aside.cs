using System.Net;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>The worker fails at what a client asked for, for a reason of its own. Only what can never be carried out any more is told as refused.</summary>
public sealed class When_a_request_is_set_aside(World world) : PaymentSpec(world), IAsyncLifetime
{
    private const string Secret = "Host=10.1.2.3 internal detail";

    private readonly string _customer = $"customer-{Guid.NewGuid():N}";

    private HttpClient Shop => World.Api.Shop;

    public async Task InitializeAsync() => await World.Database.ExecuteAsync(
        $"""
        create table if not exists public.broken (customer text);
        insert into public.broken values ('{_customer}');
        create or replace function public.break_payment() returns trigger language plpgsql as $$ begin
            if exists (select from public.broken b where b.customer = new.customer_id) then
                raise exception '{Secret}';
            end if;
            return new; end $$;
        create or replace trigger breaks before insert on payments.payments for each row execute function public.break_payment();
        """);

    public Task DisposeAsync() => MendAsync();

    [Fact]
    public async Task Should_say_that_it_is_still_accepted_and_carry_it_out_when_ops_send_it_again()
    {
        var asked = await AskAsync();
        (asked.State, (bool)asked.Body["settled"]!).ShouldBe(("Accepted", false));
        ((string)asked.Body["reason"]!).ShouldStartWith("set aside:");
        (await SeenAsync(asked, "/explain")).Body.ToJsonString().ShouldNotContain("10.1.2.3");
        (await Clients.GetAsync(World.Api.Operator, $"{asked.Location}/explain")).Body.ToJsonString().ShouldContain(Secret);
        var letter = await LetterAsync(asked.PaymentId);

        await MendAsync();
        (await ActAsync(letter, "retry")).ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync(letter, "retry")).ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync(letter, "discard")).ShouldBe(HttpStatusCode.Conflict);

        await World.StateIsAsync(asked.PaymentId, "Confirmed");
        await BooksAgreeAsync(asked.PaymentId, 1999);
        (await World.Database.CountAsync($"ops.dead_letter_actions where dead_letter_id = '{letter}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_never_carry_out_what_was_told_as_refused_by_a_rule()
    {
        var refused = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(amount: 1), NewKey(), "wait=30");
        (refused.State, (bool)refused.Body["settled"]!).ShouldBe(("Refused", true));

        (await ActAsync(await LetterAsync(refused.PaymentId), "retry")).ShouldBe(HttpStatusCode.Conflict);
        await IsDeadAsync(refused);
    }

    [Fact]
    public async Task Should_say_refused_when_ops_discard_it_and_never_carry_it_out()
    {
        var asked = await AskAsync();
        var letter = await LetterAsync(asked.PaymentId);
        (await ActAsync(letter, "discard")).ShouldBe(HttpStatusCode.NoContent);
        (await ActAsync(letter, "discard")).ShouldBe(HttpStatusCode.NoContent);
        await MendAsync();

        var seen = await SeenAsync(asked);
        (seen.State, (bool)seen.Body["settled"]!, (string?)seen.Body["reason"]).ShouldBe(("Refused", true, "called off before anything was begun"));
        (await ActAsync(letter, "retry")).ShouldBe(HttpStatusCode.Conflict);
        await IsDeadAsync(asked);
    }

    [Fact]
    public async Task Should_call_it_off_when_its_client_cancels_it()
    {
        var asked = await AskAsync();
        var (letter, key) = (await LetterAsync(asked.PaymentId), NewKey());
        var canceled = await Clients.PostAsync(Shop, $"{asked.Location}/cancel", """{"reason":"a"}""", key);
        await MendAsync();

        (canceled.Status, canceled.State, (bool)canceled.Body["settled"]!).ShouldBe((HttpStatusCode.Accepted, "Refused", true));
        (await Clients.PostAsync(Shop, $"{asked.Location}/cancel", """{"reason":"a"}""", key)).State.ShouldBe("Refused");
        (await Clients.PostAsync(Shop, $"{asked.Location}/cancel", """{"reason":"b"}""", key)).Problem.ShouldBe("idempotency-key-reused");
        (await World.Database.CountAsync($"requests.writes where payment_id = '{asked.PaymentId}' and operation = 'cancel_payment'")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.dead_letter_actions where dead_letter_id = '{letter}' and action = 'discarded' and by = 'shop'")).ShouldBe(1);
        (await ActAsync(letter, "retry")).ShouldBe(HttpStatusCode.Conflict);
        await IsDeadAsync(asked);
    }

    [Fact]
    public async Task Should_not_send_it_again_when_the_cancel_was_kept_before_it_was_set_aside()
    {
        var asked = await AskAsync();
        await World.Database.ExecuteAsync(
            "insert into requests.writes (write_id, client, operation, payment_id, request_hash, location, credential, accepted_at) " +
            $"select gen_random_uuid(), client, 'cancel_payment', payment_id, '', location, credential, now() from requests.writes where payment_id = '{asked.PaymentId}'");
        await MendAsync();

        (await ActAsync(await LetterAsync(asked.PaymentId), "retry")).ShouldBe(HttpStatusCode.Conflict);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{asked.PaymentId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_each_cancel_and_compare_its_body_also_when_there_is_nothing_to_cancel()
    {
        var refused = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(amount: 1), NewKey(), "wait=30");
        var canceled = await Clients.PostAsync(
            Shop, "/v1/payments", """{"customerId":"c","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_authenticationRequired","returnUrl":"https://shop.example/back"}}""", NewKey(), "wait=30");
        await Clients.PostAsync(Shop, $"{canceled.Location}/cancel", "{}");
        await World.StateIsAsync(canceled.PaymentId, "Canceled");
        foreach (var ended in new[] { refused, canceled })
        {
            var key = NewKey();
            (await Clients.PostAsync(Shop, $"{ended.Location}/cancel", """{"reason":"a"}""", key)).Status.ShouldBe(HttpStatusCode.Accepted);
            (await Clients.PostAsync(Shop, $"{ended.Location}/cancel", """{"reason":"a"}""", key)).Status.ShouldBe(HttpStatusCode.Accepted);
            (await Clients.PostAsync(Shop, $"{ended.Location}/cancel", """{"reason":"DIFFERENT"}""", key)).Problem.ShouldBe("idempotency-key-reused");
            (await World.Database.CountAsync($"requests.writes where idempotency_key = '{key}' and operation = 'cancel_payment'")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_show_a_refund_once_however_many_letters_it_left()
    {
        var paid = await Clients.PostAsync(Shop, "/v1/payments", Clients.Body(), NewKey(), "wait=30");
        var (refund, message) = (Guid.NewGuid(), Guid.NewGuid());
        await World.Database.ExecuteAsync(
            "insert into requests.writes (write_id, client, operation, payment_id, refund_id, request_hash, location, credential, accepted_at) " +
            $"select '{message}', client, 'create_refund', payment_id, '{refund}', '', location, credential, now() from requests.writes where payment_id = '{paid.PaymentId}'; " +
            "insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, status, told, by_rule) values " +
            $"(gen_random_uuid(), 'queue:refunds', '{message}', '', 'could not be handed over', 1, now(), now(), 'retried', true, false), (gen_random_uuid(), 'refunds', '{message}', '', 'The refund is refused: a rule.', 1, now(), now(), 'open', true, true)");

        var seen = await SeenAsync(paid, $"/refunds/{refund}");
        (seen.Status, seen.State, (string?)seen.Body["reason"]).ShouldBe((HttpStatusCode.OK, "Refused", "The refund is refused: a rule."));
        (await SeenAsync(paid, "/refunds")).Body["refunds"]!.AsArray().Count.ShouldBe(1);
        (await SeenAsync(paid)).State.ShouldBe("Confirmed");
    }

    /// <summary>It is settled for ever: a second delivery of the same message, which nothing would refuse now, does nothing.</summary>
    private async Task IsDeadAsync(Answer asked)
    {
        var message = Guid.Parse(await World.Database.TextAsync($"select message_id::text from ops.api_requests where payment_id = '{asked.PaymentId}' and operation = 'create_payment'"));
        await World.PublishAsync(World.Payment() with { PaymentId = asked.PaymentId }, message);
        await World.Database.UntilAsync($"messaging.outbox where message_id = '{message}'", n => n == 0);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{asked.PaymentId}'")).ShouldBe(0);
        (await SeenAsync(asked)).State.ShouldBe("Refused");
    }

    private Task<Answer> AskAsync() => Clients.PostAsync(Shop, "/v1/payments", Clients.Body().Replace("customer 1", _customer, StringComparison.Ordinal), NewKey(), "wait=30");

    private Task<Answer> SeenAsync(Answer asked, string more = "") => Clients.GetAsync(Shop, asked.Location + more);

    private async Task<Guid> LetterAsync(Guid payment) => Guid.Parse(await World.Database.TextAsync(
        $"select id::text from ops.dead_letters where message_id = (select message_id from ops.api_requests where payment_id = '{payment}' and operation = 'create_payment')"));

    private async Task<HttpStatusCode> ActAsync(Guid letter, string verb)
    {
        using var answer = await World.Api.Operator.PostAsync(new Uri($"/v1/dead-letters/{letter}/{verb}", UriKind.Relative), new StringContent("""{"why":"the test says so"}""", System.Text.Encoding.UTF8, "application/json"));
        return answer.StatusCode;
    }

    private Task MendAsync() => World.Database.ExecuteAsync($"delete from public.broken where customer = '{_customer}'");

    private static string NewKey() => $"key-{Guid.NewGuid():N}";
}
