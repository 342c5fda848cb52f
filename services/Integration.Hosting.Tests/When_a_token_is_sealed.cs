using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using Integration.Hosting.Secrets;

namespace Integration.Hosting.Tests;

[Trait("Rule", "invariant 8")]
public sealed class When_a_token_is_sealed
{
    private static readonly string Old = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private static readonly string New = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly TokenSealer _sealer = new(new() { TokenKeys = [New, Old] });

    [Fact]
    public void Should_open_to_what_it_was_and_show_nothing_of_it()
    {
        var kept = _sealer.Seal("vault_ok");
        kept.ShouldStartWith("sealed.v1.");
        kept.ShouldNotContain("vault_ok");
        _sealer.Open(kept).ShouldBe("vault_ok");
        _sealer.Seal("vault_ok").ShouldNotBe(kept, "equal tokens are not to be told from their sealed text");
    }

    [Fact]
    public void Should_stay_as_it_is_when_it_is_sealed_again()
    {
        var kept = _sealer.Seal("vault_ok");
        _sealer.Seal(kept).ShouldBe(kept);
    }

    [Fact]
    public void Should_open_what_an_older_key_sealed_and_nothing_else()
    {
        var kept = new TokenSealer(new() { TokenKeys = [Old] }).Seal("vault_ok");
        _sealer.Open(kept).ShouldBe("vault_ok");
        Should.Throw<CryptographicException>(() => new TokenSealer(new() { TokenKeys = [New] }).Open(kept)).Message.ShouldContain("Secrets__TokenKeys");
        Should.Throw<CryptographicException>(() => _sealer.Open("vault_ok"));
        Should.Throw<CryptographicException>(() => _sealer.Open("sealed.v1.AAAA"));
        Should.Throw<CryptographicException>(() => _sealer.Open(kept[..^4] + (kept[^4..] == "AAAA" ? "BBBB" : "AAAA")));
    }

    [Fact]
    public void Should_not_open_for_another_purpose() => Should.Throw<CryptographicException>(() => _sealer.Open(_sealer.Seal("vault_ok"), TokenSealer.ClientSecret));

    [Fact]
    public void Should_be_opened_at_the_hand_over_of_the_one_contract_that_carries_it()
    {
        const string Type = "urn:message:Integration.Contracts.Payments:PaymentActionRequired";
        const string Secret = "pi_1_secret_+\"x";
        var body = JsonSerializer.SerializeToUtf8Bytes(new { message = new { clientSecret = _sealer.Seal(Secret, TokenSealer.ClientSecret), vaultToken = _sealer.Seal("vault_ok") } });
        SecretText.Reveal("urn:message:Integration.Sagas.Attempts:AttemptActionRequired", body, _sealer).ShouldBe(body);

        var opened = JsonDocument.Parse(SecretText.Reveal(Type, body, _sealer)).RootElement.GetProperty("message");
        opened.GetProperty("clientSecret").GetString().ShouldBe(Secret);
        opened.GetProperty("vaultToken").GetString().ShouldStartWith(TokenSealer.Prefix);
        var passedOff = JsonSerializer.SerializeToUtf8Bytes(new { clientSecret = _sealer.Seal("vault_ok") });
        Should.Throw<CryptographicException>(() => SecretText.Reveal(Type, passedOff, _sealer));
    }

    [Fact]
    public void Should_say_which_key_is_wrong() =>
        new SealingOptions { TokenKeys = [New, "short"] }.Validate(new ValidationContext(new object())).ShouldHaveSingleItem().ErrorMessage.ShouldStartWith("Secrets__TokenKeys__1 has to be 32 bytes");

    [Fact]
    public void Should_leave_no_secret_in_text_that_is_kept()
    {
        const string Text = """{"vaultToken" : "vault_ok","clientSecret":"pi_1_secret_x","url":"https://gateway.example/?client_secret=src_y&z=1","note":"4242424242424242","orderId":"o-1"}""";
        var kept = SecretText.Redact(Text, _sealer);
        foreach (var secret in new[] { "vault_ok", "pi_1_secret_x", "src_y", "4242424242424242" })
        {
            kept.ShouldNotContain(secret);
        }

        kept.ShouldContain("&z=1\"");
        kept.ShouldContain("\"orderId\":\"o-1\"");
        var token = System.Text.Json.JsonDocument.Parse(kept).RootElement.GetProperty("vaultToken").GetString()!;
        _sealer.Open(token).ShouldBe("vault_ok");
        SecretText.Redact(kept, _sealer).ShouldBe(kept);
        SecretText.Redact(Text, null).ShouldContain("\"vaultToken\" : \"(removed)\"");
    }
}
