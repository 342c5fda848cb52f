using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>A CRM that is down, too busy or does not know us any more costs a backlog and nothing else.</summary>
public sealed class When_the_CRM_is_away : CrmSpec
{
    [Theory]
    [InlineData(CrmFailureKind.Unavailable)]
    [InlineData(CrmFailureKind.RateLimited)]
    [InlineData(CrmFailureKind.Unauthorized)]
    internal async Task Should_show_why_and_drain_when_it_is_back(CrmFailureKind kind)
    {
        Crm.Failure = new(kind, "the token was revoked");
        var payments = Enumerable.Range(0, 30).Select(_ => Guid.NewGuid()).ToList();
        await PublishAsync(payments.Select(p => (object)Confirmed(p)));
        await Database.UntilAsync("ops.crm_backlog where reason = 'the token was revoked' and age > interval '0' and next_try_at is not null", count => count == 31);
        await Database.UntilAsync($"ops.crm_connection where failures > 1 and failure = '{kind}' and waiting = 31", count => count == 1);

        Crm.Failure = null;
        await SettledAsync(31);
        payments.ShouldAllBe(p => Crm.Find("deals", p.ToString()) != null);
        (await Database.CountAsync("ops.crm_connection where failures > 0 or reason is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_leave_it_alone_for_as_long_as_it_asks()
    {
        Crm.Failure = new(CrmFailureKind.RateLimited, "too fast", TimeSpan.FromHours(1));
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_connection where paused_until > now() + interval '59 minutes'", count => count == 1);
    }
}
