using Integration.Persistence.DeadLetters;

namespace Integration.Persistence.Tests;

public sealed class When_a_person_decides_about_a_dead_letter : OrderSpec
{
    private readonly Guid _message = Guid.NewGuid();

    private DeadLetterDesk Desk => new(Database.Source, new PersistenceOptions(), TimeProvider.System);

    /// <summary>A message for an order that does not exist yet.</summary>
    private async Task<DeadLetterLine> RefusedAsync(OrderHost host)
    {
        await host.PublishAsync(new CloseOrder(Order), _message);
        await Database.UntilAsync("messaging.dead_letters", n => n == 1);
        await NothingInFlightAsync();
        return (await Desk.ListAsync(new(), null, 10, CancellationToken.None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Should_send_it_again_under_its_own_id_and_handle_it_once()
    {
        await using var host = await OrderHost.StartAsync(Database);
        var letter = await RefusedAsync(host);
        (letter.Endpoint, letter.MessageId, letter.Status).ShouldBe(("order-state", _message, "open"));
        await host.PublishAsync(new PlaceOrder(Order, "O-1"));
        await StateIsAsync("Placed");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Desk.RetryAsync(letter.Id, $"person {i}", "the order exists now", CancellationToken.None)));
        outcomes.Count(o => o == DeadLetterOutcome.Done).ShouldBe(1);
        outcomes.Count(o => o == DeadLetterOutcome.AlreadyRetried).ShouldBe(7);

        await StateIsAsync("Closed");
        await NothingInFlightAsync();
        (await Database.CountAsync($"messaging.inbox where message_id = '{_message}'")).ShouldBe(1);
        (await Database.CountAsync("ops.dead_letters where status = 'retried' and last_action = 'retried' and last_action_by like 'person _' and last_action_why = 'the order exists now' and failures = 1"))
            .ShouldBe(1);
        (await Database.CountAsync($"ops.dead_letter_actions where dead_letter_id = '{letter.Id}' and message_id = '{_message}' and endpoint = 'order-state'")).ShouldBe(1);
        (await Desk.DiscardAsync(letter.Id, "late", "too late", CancellationToken.None)).ShouldBe(DeadLetterOutcome.AlreadyRetried);
    }

    [Fact]
    public async Task Should_be_open_again_when_it_fails_again()
    {
        await using var host = await OrderHost.StartAsync(Database);
        var letter = await RefusedAsync(host);
        (await Desk.RetryAsync(letter.Id, "ops", "hope", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Done);
        await Database.UntilAsync($"messaging.dead_letters where id = '{letter.Id}' and status = 'open' and failures = 2", n => n == 1);
        (await Desk.RetryAsync(letter.Id, "ops", "more hope", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Done);
        await Database.UntilAsync($"messaging.dead_letters where id = '{letter.Id}' and status = 'open' and failures = 3", n => n == 1);
        (await Desk.ShowAsync(letter.Id, CancellationToken.None))!.Actions.Select(a => a.Why).ShouldBe(["hope", "more hope"]);
    }

    [Fact]
    public async Task Should_keep_who_discarded_it_and_never_send_it()
    {
        await using var host = await OrderHost.StartAsync(Database);
        var letter = await RefusedAsync(host);
        (await Desk.DiscardAsync(letter.Id, "ops", "the order was a test", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Done);
        (await Desk.DiscardAsync(letter.Id, "ops", "again", CancellationToken.None)).ShouldBe(DeadLetterOutcome.AlreadyDiscarded);
        (await Desk.RetryAsync(letter.Id, "ops", "no", CancellationToken.None)).ShouldBe(DeadLetterOutcome.AlreadyDiscarded);
        (await Database.CountAsync("ops.dead_letters where status = 'discarded' and last_action_by = 'ops' and last_action_why = 'the order was a test'")).ShouldBe(1);
        (await Database.CountAsync("messaging.outbox where not is_timer")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_show_all_of_it_and_refuse_what_cannot_be()
    {
        await using var host = await OrderHost.StartAsync(Database);
        var letter = await RefusedAsync(host);
        var all = (await Desk.ShowAsync(letter.Id, CancellationToken.None))!;
        all.Body.ShouldContain(Order.ToString());
        all.Headers.ShouldNotBeNull();
        all.Stack!.ShouldContain("CloseOrder");

        (await Desk.RetryAsync(Guid.NewGuid(), "ops", "none", CancellationToken.None)).ShouldBe(DeadLetterOutcome.NotFound);
        (await Desk.ShowAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => Desk.RetryAsync(letter.Id, " ", "nobody", CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Desk.DiscardAsync(letter.Id, "ops", new string('x', 501), CancellationToken.None));
        var masking = new DeadLetterDesk(Database.Source, new PersistenceOptions { IsMasked = body => body.Contains(Order.ToString(), StringComparison.Ordinal) }, TimeProvider.System);
        (await masking.RetryAsync(letter.Id, "ops", "masked", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Masked);
        await Database.ExecuteAsync("update messaging.dead_letters set message_type = null");
        (await Desk.RetryAsync(letter.Id, "ops", "of no type", CancellationToken.None)).ShouldBe(DeadLetterOutcome.NamesNoType);
        await Database.ExecuteAsync("update messaging.dead_letters set message_type = 'urn:message:Shop:CloseOrder', endpoint = ':nowhere'");
        (await Desk.RetryAsync(letter.Id, "ops", "of no address", CancellationToken.None)).ShouldBe(DeadLetterOutcome.NamesNoDestination);
        (await Database.CountAsync("ops.dead_letters where status = 'open'")).ShouldBe(1);
        (await Database.CountAsync("ops.dead_letter_actions")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_list_page_by_page_and_by_what_is_asked_for()
    {
        await Database.ExecuteAsync(
            "insert into messaging.dead_letters (id, endpoint, message_id, message_type, body, fault, failures, first_failed_at, last_failed_at) " +
            "select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'e' || n % 2, gen_random_uuid(), 'urn:message:Shop:' || case n % 3 when 0 then 'A_B' else 'AxB' end, '{}', 'x', 1, " +
            "timestamptz '2026-01-01 00:00Z' + n * interval '1 hour', timestamptz '2026-01-01 00:00Z' + n * interval '1 hour' from generate_series(1, 25) n");
        var seen = new List<Guid>();
        IReadOnlyList<DeadLetterLine> page;
        do
        {
            page = await Desk.ListAsync(new(), seen.Count == 0 ? null : seen[^1], 10, CancellationToken.None);
            seen.AddRange(page.Select(l => l.Id));
        }
        while (page.Count == 10);

        seen.Count.ShouldBe(25);
        seen.Distinct().Count().ShouldBe(25);
        (await Desk.ListAsync(new() { Endpoint = "e1" }, null, 100, CancellationToken.None)).Count.ShouldBe(13);
        (await Desk.ListAsync(new() { Contract = "A_B" }, null, 100, CancellationToken.None)).Count.ShouldBe(8);
        (await Desk.ListAsync(new() { Contract = "urn:message:Shop:A_B" }, null, 100, CancellationToken.None)).Count.ShouldBe(8);
        (await Desk.ListAsync(new() { Status = "retried" }, null, 100, CancellationToken.None)).ShouldBeEmpty();
        var from = new DateTimeOffset(2026, 1, 1, 5, 0, 0, TimeSpan.Zero);
        (await Desk.ListAsync(new() { From = from, Until = from.AddHours(3) }, null, 100, CancellationToken.None)).Count.ShouldBe(3);
    }
}
