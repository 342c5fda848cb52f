using Integration.WebhookIngress.Tests.StandardWebhooks;

namespace Integration.WebhookIngress.Tests;

/// <summary>Signing secrets come from files, which change while the service runs.</summary>
public sealed class When_secrets_are_rotated : IngressSpec
{
    private const string First = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Second = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Body = """{"type":"invoice.paid"}""";

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("secrets-");
    private int _sent;

    protected override IEnumerable<string> Settings => [$"--Secrets:Directory={_secrets.FullName}"];

    public override Task InitializeAsync()
    {
        Write("Webhooks__Stripe__SigningSecrets__0", StripeSecret);
        Write("Webhooks__Sources__billing__Secrets__0", First);
        return base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_follow_the_files_without_a_restart_and_keep_the_last_good_ones()
    {
        (await AnswerAsync("billing", First)).ShouldBe(200);
        (await AnswerAsync("billing", Second)).ShouldBe(400);

        Write("Webhooks__Sources__billing__Secrets__1", Second);
        await UntilAsync("billing", Second, 200);
        (await AnswerAsync("billing", First)).ShouldBe(200, "both count while they are rotated");

        Write("Webhooks__Sources__billing__Secrets__0", Second);
        File.Delete(Path.Combine(_secrets.FullName, "Webhooks__Sources__billing__Secrets__1"));
        await UntilAsync("billing", First, 400);
        (await AnswerAsync("billing", Second)).ShouldBe(200);
        // Its place changed; which secret it was stays to be seen.
        (await Database.TextAsync("select string_agg(distinct verified_by, ', ' order by verified_by) from ops.webhooks where source = 'billing'"))
            .ShouldBe($"{VerifiedBy.Secret(0, First)}, {VerifiedBy.Secret(0, Second)}, {VerifiedBy.Secret(1, Second)}".Split(", ").Order(StringComparer.Ordinal).Aggregate((a, b) => $"{a}, {b}"));

        // A wrong secret beside a new sender: nothing of the change is taken over, and once it is right, all of it.
        Write("Webhooks__Sources__billing__Secrets__0", "no base64 at all");
        Write("Webhooks__Sources__another__Secrets__0", First);
        await ReadAgainAsync();
        (await AnswerAsync("another", First)).ShouldBe(404);
        (await AnswerAsync("billing", Second)).ShouldBe(200);
        Write("Webhooks__Sources__billing__Secrets__0", First);
        await UntilAsync("another", First, 200);
        (await AnswerAsync("billing", First)).ShouldBe(200);
        (await AnswerAsync("billing", Second)).ShouldBe(400);
    }

    private Task<int> AnswerAsync(string source, string secret) => SendAsync(StandardSigner.Request(source, secret, $"msg_{++_sent}", Body, Now));

    private async Task UntilAsync(string source, string secret, int status)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await AnswerAsync(source, secret) != status)
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private void Write(string name, string value) => File.WriteAllText(Path.Combine(_secrets.FullName, name), value);
}
