using System.Globalization;
using Integration.Hosting.ExternalApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Hosting.Tests.ExternalApi;

public sealed class When_an_external_API_fails
{
    [Theory]
    [InlineData("POST", null, 1)]
    [InlineData("DELETE", null, 1)]
    [InlineData("POST", "key-1", 3)]
    [InlineData("GET", null, 3)]
    public async Task Should_repeat_only_what_may_be_repeated(string method, string? key, int times)
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = Status(503);
        var answer = await party.Client().SendAsync(
            ExternalRequest.Json(new HttpMethod(method), "contacts", new { name = "x" }, key), CancellationToken.None);

        answer.Status.ShouldBe(503);
        party.Calls.Count.ShouldBe(times);
        party.Calls.ShouldAllBe(c => c.Headers.GetValueOrDefault("Idempotency-Key") == key);
    }

    [Fact]
    public async Task Should_wait_as_long_as_it_is_told()
    {
        await using var party = await ThirdParty.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        party.Answer = context =>
        {
            if (party.Calls.Count == 1)
            {
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (429, "7");
            }

            return Task.CompletedTask;
        };
        var call = party.Client(time, ("AttemptTimeoutSeconds", "60")).GetAsync("contacts", CancellationToken.None);
        await AdvanceUntilAsync(time, TimeSpan.FromMilliseconds(100), () => call.IsCompleted);

        (await call).Status.ShouldBe(200);
        (time.GetUtcNow() - DateTimeOffset.UnixEpoch).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7));
        party.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("POST", "key-1")]
    public async Task Should_not_go_on_when_it_was_too_fast_and_is_not_told_how_long_to_wait(string method, string? key)
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = Status(429);
        var answer = await party.Client().SendAsync(ExternalRequest.Json(new HttpMethod(method), "contacts", new { name = "x" }, key), CancellationToken.None);
        answer.Status.ShouldBe(429);
        party.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_tell_the_caller_at_once_of_a_wait_that_is_too_long()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (503, "3600");
            return Task.CompletedTask;
        };
        var answer = await party.Client().GetAsync("contacts", CancellationToken.None);
        (answer.Status, answer.RetryAfter).ShouldBe((503, TimeSpan.FromHours(1)));
        party.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_stop_calling_while_most_calls_fail_and_begin_again()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = Status(500);
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var client = party.Client(time, ("Retry:MaxAttempts", "1"), ("Breaker:MinimumThroughput", "4"), ("Breaker:BreakSeconds", "30"), ("AttemptTimeoutSeconds", "600"));
        for (var i = 0; i < 4; i++)
        {
            (await client.GetAsync("contacts", CancellationToken.None)).Status.ShouldBe(500);
        }

        (await Should.ThrowAsync<ExternalApiException>(() => client.GetAsync("contacts", CancellationToken.None))).Kind.ShouldBe(OutgoingFailureKind.NotExecuted);
        party.Calls.Count.ShouldBe(4);

        party.Answer = Status(200);
        time.Advance(TimeSpan.FromSeconds(29));
        await Should.ThrowAsync<ExternalApiException>(() => client.GetAsync("contacts", CancellationToken.None));
        time.Advance(TimeSpan.FromSeconds(1));
        (await client.GetAsync("contacts", CancellationToken.None)).Status.ShouldBe(200);
        (await client.GetAsync("contacts", CancellationToken.None)).Status.ShouldBe(200);
        party.Calls.Count.ShouldBe(6);
    }

    [Fact]
    public async Task Should_say_that_an_unanswered_call_may_have_been_executed()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var failure = await Should.ThrowAsync<ExternalApiException>(() => party.Client().SendAsync(ExternalRequest.Json(HttpMethod.Post, "contacts", 1), CancellationToken.None));
        failure.Kind.ShouldBe(OutgoingFailureKind.OutcomeUnknown);
        party.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_up_on_an_answer_that_does_not_come()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context => new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        var failure = await Should.ThrowAsync<ExternalApiException>(
            () => party.Client(settings: [("AttemptTimeoutSeconds", "0.2"), ("Retry:MaxAttempts", "2")]).GetAsync("contacts", CancellationToken.None));
        (failure.Kind, failure.Message).ShouldBe((OutgoingFailureKind.OutcomeUnknown, "crm: no answer in time"));
        party.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_refuse_an_answer_that_is_too_large(bool withLength)
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = async context =>
        {
            context.Response.ContentLength = withLength ? 1001 : null;
            await context.Response.Body.WriteAsync(new byte[1001]);
        };
        var client = party.Client(settings: [("MaxResponseBytes", "1000")]);
        (await Should.ThrowAsync<ExternalApiException>(() => client.GetAsync("contacts", CancellationToken.None))).Message.ShouldBe("crm: the answer is too large");
        party.Answer = context => context.Response.Body.WriteAsync(new byte[1000]).AsTask();
        (await client.GetAsync("contacts", CancellationToken.None)).Body.Length.ShouldBe(1000);
    }

    [Fact]
    public async Task Should_keep_to_its_rate_and_refuse_what_waits_too_long_in_line()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(settings: [("RequestsPerSecond", "0.01"), ("Burst", "5"), ("MaxWaiting", "1"), ("TimeoutSeconds", "2")]);
        var calls = Enumerable.Range(0, 20).Select(i => client.GetAsync(i.ToString(CultureInfo.InvariantCulture), CancellationToken.None)).ToList();
        await Should.ThrowAsync<ExternalApiException>(() => Task.WhenAll(calls));

        party.Calls.Count.ShouldBe(5);
        var failures = calls.Where(c => c.IsFaulted).Select(c => (ExternalApiException)c.Exception!.InnerException!).ToList();
        failures.Count(f => f.Kind == OutgoingFailureKind.RateLimited).ShouldBe(14);
        failures.Count(f => f.Message == "crm: no answer in time").ShouldBe(1, "one waited in line until its time was over");
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static async Task AdvanceUntilAsync(FakeTimeProvider time, TimeSpan step, Func<bool> done)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!done())
        {
            time.Advance(step);
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }
}
