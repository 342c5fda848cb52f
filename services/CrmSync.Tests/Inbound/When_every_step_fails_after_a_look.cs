using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>Something else fails with each step, and the step is made anew each second: that asks the CRM no more often what changed.</summary>
public sealed class When_every_step_fails_after_a_look : CrmSpec
{
    private readonly Asked _asked = new();

    private protected override BookCrm Crm => _asked;

    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0", "--Crm:Inbound:PollSeconds=3600"];

    [Fact]
    public async Task Should_look_as_often_as_it_is_set()
    {
        await Database.UntilAsync("crm.connection where epoch > 4", count => count == 1, 40);
        _asked.Looks.ShouldBe(2, "one of each type");
    }

    /// <summary>Tells of one change, and breaks when it is asked for the record.</summary>
    private sealed class Asked : BookCrm, ICrmProvider, ICrmChangeFeed
    {
        private int _looks;

        public int Looks => _looks;

        public Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _looks);
            return Task.FromResult(new CrmChangePage(objectType == "contacts" ? [new("900", since.AddMinutes(1))] : [], null));
        }

        Task<IReadOnlyList<CrmRecord>> ICrmProvider.ReadAsync(string objectType, IReadOnlyList<string> ids, IReadOnlyList<string> fields, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("broken");
    }
}

/// <summary>Much changed at once, and then nothing more: it is behind us after a while.</summary>
public sealed class When_nothing_changes_any_more : CrmSpec
{
    private readonly Asked _asked = new();

    private protected override BookCrm Crm => _asked;

    protected override IEnumerable<string> Settings => ["--Crm:Inbound:PollSeconds=0.1", "--Crm:Inbound:OverlapSeconds=1"];

    [Fact]
    public async Task Should_not_read_the_same_for_ever()
    {
        await Database.UntilAsync("ops.crm_polls where polled_at is not null", count => count == 2);
        var begun = _asked.Since;
        await Database.UntilAsync("ops.crm_polls", _ => _asked.Since > begun.AddSeconds(1), 30);
        (await Database.CountAsync("ops.crm_polls where read_until <= polled_at - interval '0.9 seconds'")).ShouldBe(2, "what was begun before the look may end after it");
    }

    private sealed class Asked : BookCrm, ICrmChangeFeed
    {
        public DateTimeOffset Since { get; private set; }

        public Task<CrmChangePage> ChangesAsync(string objectType, DateTimeOffset since, string? next, CancellationToken cancellationToken)
        {
            Since = since;
            return Task.FromResult(new CrmChangePage([], null));
        }
    }
}
