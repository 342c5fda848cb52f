using Microsoft.AspNetCore.Http;

namespace Integration.WebhookIngress.Tests.PayPal;

public sealed class When_many_webhooks_share_a_certificate : PayPalSpec
{
    [Fact]
    public async Task Should_fetch_it_once_for_all_of_them()
    {
        var release = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        var url = Certificates.Serve("/busy", async context =>
        {
            asked.TrySetResult();
            await release.Task;
            await context.Response.WriteAsync(Authority.Pem(Sender.Certificate));
        });

        var answers = Enumerable.Range(0, 200).Select(i => PostAsync(Sender with { CertificateUrl = url }, PayPalSender.Order($"WH-{i}"))).ToList();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        release.SetResult();

        (await Task.WhenAll(answers)).ShouldAllBe(status => status == 200);
        Certificates.Requests.ShouldBe(1);
        (await Database.CountAsync("webhooks.received")).ShouldBe(200);
    }
}
