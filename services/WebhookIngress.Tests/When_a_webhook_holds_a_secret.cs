using System.Text;
using Integration.WebhookIngress.Persistence;

namespace Integration.WebhookIngress.Tests;

public sealed class When_a_webhook_holds_a_secret
{
    [Theory]
    [InlineData("""{"id":"pi_1","client_secret":"pi_1_secret_x","amount":5}""", """{"id":"pi_1","client_secret":"(removed)","amount":5}""")]
    [InlineData("""{"client_secret" : "a\"b","x":1}""", """{"client_secret" : "(removed)","x":1}""")]
    [InlineData("""{"client_secret":null}""", """{"client_secret":null}""")]
    [InlineData("""{"note":"4242 4242 4242 4242"}""", """{"note":"*******************"}""")]
    [InlineData("""{"accessToken":"AT-123","clientSecret":"a","apiKey":1,"Password":"p","CVV2":"999","Client-Secret":{"a":1}}""", """{"accessToken":"(removed)","clientSecret":"(removed)","apiKey":"(removed)","Password":"(removed)","CVV2":"(removed)","Client-Secret":"(removed)"}""")]
    public void Should_keep_the_webhook_without_it(string body, string kept) =>
        Encoding.UTF8.GetString(WebhookSecrets.Remove(Encoding.UTF8.GetBytes(body))).ShouldBe(kept);
}
