using Integration.CrmSync.Providers;
using Integration.CrmSync.Providers.Calls;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>One bad record does not keep good ones out, and finding it takes few calls.</summary>
public sealed class When_a_CRM_refuses_a_whole_batch
{
    private static readonly Refusal Why = new("BAD", "one of them is bad");
    private readonly List<IReadOnlyList<int>> _sent = [];

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(2, 1, 3)]
    [InlineData(100, 0, 14)]
    [InlineData(100, 99, 15)]
    [InlineData(200, 57, 17)]
    public async Task Should_find_the_one_by_halves(int size, int bad, int calls)
    {
        var refused = await SendAsync(size, part => part.Contains(bad) ? Nobody() : null);
        refused.ShouldBe([(bad, Why)]);
        _sent.Count.ShouldBeLessThanOrEqualTo(calls);
        Taken(refused, part => !part.Contains(bad)).ShouldBe(Enumerable.Range(0, size).Except([bad]));
    }

    [Fact]
    public async Task Should_send_the_rest_once_when_some_are_named()
    {
        var reason = new Refusal("WORSE", "this one");
        var refused = await SendAsync(100, part => part.Contains(7) ? new(Why, new Dictionary<int, Refusal> { [7] = reason, [9] = Why }) : null);
        refused.ShouldBe([(7, reason), (9, Why)]);
        _sent.Select(s => s.Count).ShouldBe([100, 98]);
    }

    [Fact]
    public async Task Should_halve_when_none_of_the_named_was_sent()
    {
        (await SendAsync(2, part => part.Contains(1) ? new(Why, new Dictionary<int, Refusal>()) : null)).ShouldBe([(1, Why)]);
        _sent.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Should_leave_for_later_what_takes_too_many_calls()
    {
        var refused = await SendAsync(100, part => part.Any(i => i % 3 == 0) ? Nobody() : null);
        _sent.Count.ShouldBe(20);
        var later = refused.Where(r => r.Why.Passing).Select(r => r.Item).ToList();
        later.ShouldNotBeEmpty();
        refused.Where(r => !r.Why.Passing).ShouldAllBe(r => r.Item % 3 == 0);
        refused.Select(r => r.Item).Concat(Taken(refused, part => part.All(i => i % 3 != 0))).Order().ShouldBe(Enumerable.Range(0, 100));
    }

    [Fact]
    public async Task Should_blame_the_call_when_every_part_is_refused_for_one_reason()
    {
        var failure = await Should.ThrowAsync<CrmCallException>(() => SendAsync(100, _ => Nobody()));
        (failure.Kind, failure.Message).ShouldBe((CrmFailureKind.Refused, "the batch and 19 parts of it were refused for one reason: BAD: one of them is bad"));
    }

    [Fact]
    public async Task Should_end_with_the_first_part_that_has_no_answer()
    {
        var failure = await Should.ThrowAsync<CrmCallException>(() => SendAsync(100, part => part.Count == 50 ? throw new CrmCallException(CrmFailureKind.RateLimited, "too fast") : Nobody()));
        failure.Kind.ShouldBe(CrmFailureKind.RateLimited);
        _sent.Count.ShouldBe(2);
    }

    private static WholeRefusal<int> Nobody() => new(Why, new Dictionary<int, Refusal>());

    private IEnumerable<int> Taken(IReadOnlyList<(int Item, Refusal Why)> refused, Func<IReadOnlyList<int>, bool> taken) =>
        _sent.Where(taken).SelectMany(p => p).Except(refused.Where(r => !r.Why.Passing).Select(r => r.Item)).Order();

    private Task<IReadOnlyList<(int Item, Refusal Why)>> SendAsync(int size, Func<IReadOnlyList<int>, WholeRefusal<int>?> answer) =>
        DividedBatch.SendAsync([.. Enumerable.Range(0, size)], 20, part =>
        {
            _sent.Add(part);
            return Task.FromResult(answer(part));
        });
}
