using System.Globalization;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Http;

namespace Integration.Hosting.Tests.ExternalApi;

public sealed class When_answers_are_cached
{
    [Fact]
    public async Task Should_call_once_for_the_same_address()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = Counting(party);
        var client = party.Client(settings: ("CacheSeconds", "60"));
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.GetAsync("contacts/1?x=1", CancellationToken.None)));
        answers.Select(a => a.Read<int>()).Distinct().ShouldBe([1]);
        answers[0].ContentType.ShouldBe("text/count");

        (await client.GetAsync("contacts/1?x=2", CancellationToken.None)).Read<int>().ShouldBe(2, "another query is another answer");
        (await client.SendAsync(new() { Method = HttpMethod.Get, Path = "contacts/1?x=1", Headers = new Dictionary<string, string> { ["Accept-Language"] = "de" } }, CancellationToken.None))
            .Read<int>().ShouldBe(3, "a header may ask for another answer");
        (await client.SendAsync(new() { Method = HttpMethod.Delete, Path = "contacts/1?x=1" }, CancellationToken.None)).Read<int>().ShouldBe(4);
        (await client.GetAsync("contacts/1?x=1", CancellationToken.None)).Read<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_keep_an_answer_other_than_200()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        };
        var client = party.Client(settings: ("CacheSeconds", "60"));
        (await client.GetAsync("contacts/1", CancellationToken.None)).Status.ShouldBe(404);
        party.Answer = Counting(party);
        (await client.GetAsync("contacts/1", CancellationToken.None)).Read<int>().ShouldBe(2);
    }

    [RedisFact]
    public async Task Should_share_them_through_Redis_and_do_without_it_when_it_is_away()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = Counting(party);
        string address;
        await using (var redis = await LocalRedis.StartAsync())
        {
            address = redis.Address;
            (string, string)[] settings = [("CacheSeconds", "60"), ("ConnectionStrings:Redis", address)];
            (await party.Client(settings: settings).GetAsync("contacts/planted", CancellationToken.None)).Read<int>().ShouldBe(1);
            using (var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30)))
            using (var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20)))
            {
                // It is kept there after it was given.
                while (!(await redis.KeysAsync()).Any())
                {
                    await poll.WaitForNextTickAsync(deadline.Token);
                }
            }

            (await party.Client(settings: settings).GetAsync("contacts/planted", CancellationToken.None)).Read<int>().ShouldBe(1, "another process finds it in Redis");
            (await redis.KeysAsync()).ShouldAllBe(key => key.StartsWith("integration:external-api:crm:") && !key.Contains("planted"));
        }

        var alone = party.Client(settings: [("CacheSeconds", "60"), ("ConnectionStrings:Redis", address)]);
        (await alone.GetAsync("contacts/planted", CancellationToken.None)).Read<int>().ShouldBe(2);
        (await alone.GetAsync("contacts/planted", CancellationToken.None)).Read<int>().ShouldBe(2, "the process's own cache still works");
    }

    private static RequestDelegate Counting(ThirdParty party) => context =>
    {
        context.Response.ContentType = "text/count";
        return context.Response.WriteAsync(party.Calls.Count.ToString(CultureInfo.InvariantCulture));
    };
}
