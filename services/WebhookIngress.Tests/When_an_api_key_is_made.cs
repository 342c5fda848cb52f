using Integration.Hosting.Startup.Tests;
using Integration.WebhookIngress.Api.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Integration.WebhookIngress.Tests;

public sealed class When_an_api_key_is_made
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Should_print_a_new_key_once_and_the_settings_that_let_it_in()
    {
        var (first, settings) = await MadeKey.MakeAsync("--client", "shop", "--scopes", "payments:read, payments:write", "--expires", "2099-06-30");
        first.ShouldMatch("^ik_[0-9a-f]{12}_[0-9a-f]{64}$");
        string.Join('\n', settings.Values).ShouldNotContain(first);

        var key = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)))
            .Build().GetSection("Api:Keys").Get<List<ApiKeyOptions>>()!.ShouldHaveSingleItem();
        (key.Name, key.Id, key.ExpiresAt).ShouldBe(("shop", first[3..15], new DateTimeOffset(2099, 6, 30, 0, 0, 0, TimeSpan.Zero)));
        key.Scopes.ShouldBe(["payments:read", "payments:write"]);
        ApiKey.Find([key], first).ShouldBeSameAs(key);

        var (second, _) = await MadeKey.MakeAsync("--client", "shop", "--scopes", "ops");
        second.ShouldNotBe(first);
        ApiKey.Find([key], second).ShouldBeNull();
        ApiKey.Find([key], first[..^1] + (first[^1] == '0' ? '1' : '0')).ShouldBeNull("the id alone opens nothing");
    }

    [Theory]
    [InlineData("Name has to have", "--client", "the shop", "--scopes", "ops")]
    [InlineData("Name", "--scopes", "ops")]
    [InlineData("--scopes needs at least one", "--client", "shop")]
    [InlineData("--scopes needs at least one", "--client", "shop", "--scopes", "everything")]
    [InlineData("--expires is over already", "--client", "shop", "--scopes", "ops", "--expires", "2026-11-24T11:59:59Z")]
    [InlineData("not recognized as a valid", "--client", "shop", "--scopes", "ops", "--expires", "soon")]
    [InlineData("--client lacks its value", "--scopes", "ops", "--client")]
    [InlineData("'--days' is not known", "--days", "3")]
    public async Task Should_say_what_is_wrong_and_make_none(string reason, params string[] words)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        (await ApiKeyCommand.RunAsync(words, _time, output, errors)).ShouldBe(64);
        output.ToString().ShouldBeEmpty();
        errors.ToString().ShouldContain(reason);
        errors.ToString().ShouldContain("api-key --client NAME");
    }

    /// <summary>As a person runs it, where there is neither a setting nor a database.</summary>
    [Fact]
    public async Task Should_need_nothing_but_the_program()
    {
        using var program = ServiceProcess.Start(typeof(IngressService).Assembly, ["api-key", "--client", "shop", "--scopes", "ops"]);
        (await program.ExitCodeAsync()).ShouldBe(0);
        program.Output.ShouldContain("__Name=shop");
    }

    [Fact]
    public void Should_find_a_key_without_a_prefix_by_its_hash_alone()
    {
        ApiKeyOptions older = new() { Sha256 = ApiHost.Sha256("older") }, prefixed = new() { Id = "0a1b2c3d4e5f", Sha256 = ApiHost.Sha256("another") };
        ApiKey.Find([older, prefixed], "older").ShouldBeSameAs(older);
        ApiKey.Find([older, prefixed], "another").ShouldBeNull("its id is not in it");
    }
}
