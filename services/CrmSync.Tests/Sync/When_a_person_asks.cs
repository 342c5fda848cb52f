using Integration.CrmSync.Commands;
using Integration.Hosting.Startup;

namespace Integration.CrmSync.Tests;

/// <summary>The verb <c>crm</c>.</summary>
public sealed class When_a_person_asks : CrmSpec
{
    private readonly StringWriter _said = new();

    [Fact]
    public async Task Should_show_what_would_be_sent()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        (await RunAsync("show", "--payment", payment.ToString())).ShouldBe(0);
        _said.ToString().ShouldContain($"deals with integration_payment_id = {payment}");
        _said.ToString().ShouldContain("amount = 19.99");
        _said.ToString().ShouldContain("belongs to contacts");
        (await RunAsync("show", "--payment", Guid.NewGuid().ToString())).ShouldBe(1);
    }

    [Fact]
    public async Task Should_send_once_more_what_a_person_names()
    {
        var payments = Enumerable.Range(0, 3).Select(_ => Guid.NewGuid()).ToList();
        await PublishAsync(payments.Select(p => (object)Confirmed(p)));
        await SettledAsync(4);
        (await RunAsync("resync", "--payment", payments[0].ToString(), "--by", "ops@example.com", "--why", "edited there")).ShouldBe(0);
        await SettledAsync(4);
        Crm.Find("deals", payments[0].ToString())!.Writes.ShouldBe(2);
        Crm.Find("deals", payments[1].ToString())!.Writes.ShouldBe(1);

        (await RunAsync("resync", "--from", "2020-01-01", "--until", "2100-01-01", "--by", "ops@example.com", "--why", "restored")).ShouldBe(0);
        await SettledAsync(4);
        Crm.Find("deals", payments[1].ToString())!.Writes.ShouldBe(2);
        (await Database.CountAsync("ops.crm_actions")).ShouldBe(2);
    }

    [Theory]
    [InlineData("resync")]
    [InlineData("resync", "--payment", "no id", "--by", "a", "--why", "b")]
    [InlineData("retry", "--why", "nobody asks")]
    [InlineData("retry", "--what", "x")]
    [InlineData("backfill", "--from", "2026-01-01", "--by", "a", "--why", "no end")]
    [InlineData("backfill", "--from", "2026-01-01", "--until", "2026-02-01", "--by", "a")]
    [InlineData("shout")]
    public async Task Should_say_how_it_is_asked(params string[] words)
    {
        (await RunAsync(words)).ShouldBe(CommandWords.WrongUse);
        _said.ToString().ShouldContain("crm resync --payment ID");
    }

    [Fact]
    public async Task Should_say_when_the_payments_are_elsewhere()
    {
        (await RunAsync("backfill", "--from", "2026-01-01", "--until", "2026-02-01", "--by", "ops", "--why", "the CRM is new")).ShouldBe(1);
        _said.ToString().ShouldContain("""relation "ops.payments" does not exist""");
        _said.ToString().ShouldContain("Nothing is lost by asking again.");
    }

    private Task<int> RunAsync(params string[] words) => CrmCommand.RunAsync(Services, words, _said);
}
