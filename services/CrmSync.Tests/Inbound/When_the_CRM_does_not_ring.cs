using System.Collections.Concurrent;
using Integration.Contracts.Crm;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>A CRM without webhooks is asked what changed; what follows is as if it had rung.</summary>
public sealed class When_the_CRM_does_not_ring : CrmSpec
{
    private readonly AskedCrm _asked = new();

    private protected override BookCrm Crm => _asked;

    protected override IEnumerable<string> Settings =>
        ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:PollSeconds=0.1", "--Crm:Inbound:Contact:Fields:0=email", "--Crm:Inbound:Deal:Fields:0=dealstage"];

    [Fact]
    public async Task Should_tell_a_change_once_however_often_it_is_read()
    {
        await BegunAsync();
        Change("contacts", "900", new() { ["email"] = "payer@example.com" }, 1);
        var change = await ToldAsync<CrmContactChanged>();
        (change.RecordId, change.Fields["email"]).ShouldBe(("900", "payer@example.com"));
        var asked = _asked.Asked;
        await Database.UntilAsync("ops.crm_polls where kind = 'contact'", _ => _asked.Asked > asked + 10);
        (await Database.CountAsync("crm.changes where record_id = '900' and rings = 1")).ShouldBe(1, "it lies within the overlap, and is known");

        Change("contacts", "900", new() { ["email"] = "new@example.com" }, 2);
        (await ToldAsync<CrmContactChanged>()).Fields["email"].ShouldBe("new@example.com");
    }

    [Fact]
    public async Task Should_tell_what_was_deleted()
    {
        await BegunAsync();
        Change("contacts", "900", new() { ["email"] = "payer@example.com" }, 1);
        await ToldAsync<CrmContactChanged>();
        Crm.Deleted.Add("900");
        Change("contacts", "900", [], 2);
        (await ToldAsync<CrmContactDeleted>()).RecordId.ShouldBe("900");
    }

    [Fact]
    public async Task Should_not_tell_what_we_wrote()
    {
        await BegunAsync();
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        var deal = Crm.Find("deals", payment.ToString())!.Id;
        _asked.Changed["deals"] = [new(deal, At.AddYears(1))];
        await Database.UntilAsync($"crm.changes where record_id = '{deal}' and told_rings = rings and due_at is null", count => count == 1);
        await Database.UntilAsync("messaging.outbox", count => count == 0);
        var told = new List<object>();
        while (Told.Reader.TryRead(out var news))
        {
            told.Add(news);
        }

        told.OfType<CrmDealChanged>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_read_page_after_page()
    {
        await BegunAsync();
        for (var i = 0; i < 7; i++)
        {
            Change("contacts", $"90{i}", new() { ["email"] = $"payer{i}@example.com" }, i);
        }

        var told = new HashSet<string>();
        while (told.Count < 7)
        {
            told.Add((await ToldAsync<CrmContactChanged>()).RecordId);
        }

        await Database.UntilAsync("ops.crm_polls where kind = 'contact' and polled_at is not null and reason is null", count => count == 1);
    }

    [Theory]
    [InlineData(CrmFailureKind.Refused)]
    [InlineData(CrmFailureKind.Unauthorized)]
    [InlineData(CrmFailureKind.Unavailable)]
    [InlineData(CrmFailureKind.Unanswered)]
    public async Task Should_go_on_sending_when_the_CRM_does_not_say_what_changed(CrmFailureKind kind)
    {
        _asked.Refusal = new(kind, "INSUFFICIENT_ACCESS: no right to see deleted records") { IsOfOneRight = kind == CrmFailureKind.Unauthorized };
        await Database.UntilAsync("ops.crm_polls where reason like 'INSUFFICIENT_ACCESS%'", count => count == 2);
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        (await Database.CountAsync("ops.crm_connection where failures > 0 or paused_until is not null")).ShouldBe(0);
        _asked.Refusal = null;
        Change("contacts", "900", new() { ["email"] = "payer@example.com" }, 1);
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("900");
        await Database.UntilAsync("ops.crm_polls where reason is null", count => count == 2);
    }

    [Fact]
    public async Task Should_read_the_deals_while_the_contacts_have_page_after_page()
    {
        await BegunAsync();
        _asked.Endless = "contacts";
        var contacts = _asked.AskedOf.GetValueOrDefault("contacts");
        await Database.UntilAsync("ops.crm_polls", _ => _asked.AskedOf.GetValueOrDefault("contacts") > contacts + 5);
        var deals = _asked.AskedOf.GetValueOrDefault("deals");
        await Database.UntilAsync("ops.crm_polls", _ => _asked.AskedOf.GetValueOrDefault("deals") > deals, 20);
    }

    /// <summary>What was there before the service is not told.</summary>
    private Task BegunAsync() => Database.UntilAsync("ops.crm_polls where polled_at is not null", count => count == 2);

    private void Change(string type, string id, Dictionary<string, string?> fields, int number)
    {
        Crm.Edited[id] = (fields, At.AddMinutes(number));
        _asked.Changed.AddOrUpdate(type, [new(id, At.AddYears(1).AddMinutes(number))], (_, before) => [.. before.Where(c => c.Id != id), new(id, At.AddYears(1).AddMinutes(number))]);
    }

    /// <summary>Tells two to a page.</summary>
    private sealed class AskedCrm : BookCrm, ICrmChangeFeed
    {
        private int _asked;

        public ConcurrentDictionary<string, IReadOnlyList<CrmChange>> Changed { get; } = new();

        public CrmCallException? Refusal { get; set; }

        public int Asked => _asked;

        /// <summary>How often, by type.</summary>
        public ConcurrentDictionary<string, int> AskedOf { get; } = new();

        /// <summary>A type whose pages never end.</summary>
        public string? Endless { get; set; }

        public Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            AskedOf.AddOrUpdate(objectType, 1, (_, before) => before + 1);
            if (Refusal is { } refusal)
            {
                throw refusal;
            }

            var from = next is null ? 0 : int.Parse(next, System.Globalization.CultureInfo.InvariantCulture);
            var changes = Changed.GetValueOrDefault(objectType, []).Where(c => c.At >= since).OrderBy(c => c.At).ToList();
            return Task.FromResult(new CrmChangePage([.. changes.Skip(from).Take(2)], from + 2 < changes.Count || objectType == Endless ? $"{from + 2}" : null));
        }
    }
}
