namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>PayPal's id of the endpoint stands in the secrets directory alone, and changes while the service runs.</summary>
public sealed class When_the_webhook_is_registered_anew : PayPalSpec
{
    private const string Name = "Webhooks__PayPal__WebhookId";
    private const string Another = "8PT597110X687430L";

    private readonly DirectoryInfo _secrets = Directory.CreateTempSubdirectory("secrets-");
    private int _sent;

    protected override IEnumerable<string> WebhookId => [$"--Secrets:Directory={_secrets.FullName}"];

    public override Task InitializeAsync()
    {
        Write(PayPalSender.OurWebhook);
        return base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _secrets.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_follow_the_file_without_a_restart()
    {
        (await AnswerAsync(PayPalSender.OurWebhook)).ShouldBe(200);
        (await AnswerAsync(Another)).ShouldBe(400);

        Write(Another);
        await UntilAsync(Another, 200);
        (await AnswerAsync(PayPalSender.OurWebhook)).ShouldBe(400);

        Write("");
        await UntilAsync(Another, 404);
    }

    private Task<int> AnswerAsync(string webhook) => PostAsync(Sender with { WebhookId = webhook }, PayPalSender.Order($"WH-{++_sent}"));

    private async Task UntilAsync(string webhook, int status)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await AnswerAsync(webhook) != status)
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private void Write(string id) => File.WriteAllText(Path.Combine(_secrets.FullName, Name), id);
}
