using System.Buffers.Text;
using System.Diagnostics;
using System.Text;

namespace Integration.Conventions.Secrets;

/// <summary>No secret lies in the repository, in code, settings, manifests or documents; and what looks for them finds each kind.</summary>
public sealed class When_secrets_are_looked_for : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("integration-secrets");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Each kind, put together here so that this file holds none.</summary>
    public static TheoryData<string, string> Planted() => new()
    {
        { "private key", "-----BEGIN " + "RSA PRIVATE KEY-----" },
        { "private key", "key: |\\n-----BEGIN " + "PRIVATE KEY-----\\nMIIE" },
        { "AWS access key", "AKIA" + Signs(16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") },
        { "AWS secret key", "aws_secret_access_key = " + Signs(40, Base62) },
        { "Azure account or access key", "AccountName=shop;Account" + "Key=" + Signs(86, Base62) + "==" },
        { "Azure account or access key", "Endpoint=sb://a.servicebus.windows.net/;SharedAccess" + "Key=" + Signs(43, Base62) + "=" },
        { "Azure client secret", "client: abc8" + "Q~" + Signs(34, Base62) },
        { "Stripe live key", "Gateways__Stripe__SecretKey=sk_" + "live_" + Signs(24, Base62) },
        { "Stripe live key", "restricted: rk_" + "live_" + Signs(24, Base62) },
        { "Stripe test key", "sk_" + "test_" + Signs(24, Base62) },
        { "webhook signing secret", "secrets: [whsec_" + Signs(32, Base62) + "]" },
        { "PayPal secret", "ClientSecret: E" + Signs(79, Base62) },
        { "PayPal access token", "Bearer A21AA" + Signs(80, Base62) },
        { "HubSpot token", "pat-" + "eu1-" + Guid.NewGuid() },
        { "GitHub token", "ghp_" + Signs(36, Base62) },
        { "package registry token", "//registry.example/:_auth" + "Token=" + Signs(20, Base62) },
        { "API key of this product", "X-Api-Key: ik_" + Signs(12, HexSigns) + "_" + Signs(64, HexSigns) },
        { "JSON Web Token", "Bearer " + Part("""{"alg":"RS256","typ":"JWT"}""") + "." + Part("""{"sub":"shop","aud":"payments"}""") + "." + Signs(43, Base62) },
        { "password in a connection string", "Host=db.example;Username=shop;Pass" + "word=correct-horse" },
        { "password in a connection string", "ConnectionStrings__Redis=cache.example:6379,pass" + "word=correct-horse" },
        { "password in an address", "amqps://shop:" + "correct-horse@broker.example/" },
        { "32 random bytes in base64", "Secrets__TokenKeys__0=" + Convert.ToBase64String(Encoding.ASCII.GetBytes(Signs(32, Base62))) },
        { "random value of a secret's name", "public const string ApiKey = \"" + Signs(40, Base62) + "\";" },
        { "random value of a secret's name", "CLIENT_SECRET=" + Signs(32, HexSigns) },
        { "random value of a secret's name", "  \"signingSecret\": \"" + Signs(36, Base62) + "\"," },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void Should_find_a_planted_one(string kind, string line)
    {
        var file = Path.Combine(_folder.FullName, "settings.yaml");
        File.WriteAllLines(file, ["# nothing here", line, "port: 8080"]);

        SecretScan.Read(_folder.FullName, file).ShouldContain(found => found.Kind == kind && found.File == "settings.yaml" && found.Line == 2);
    }

    [Fact]
    public void Should_plant_every_kind_that_is_looked_for() =>
        SecretRules.All.Select(rule => rule.Kind).Except(Planted().Select(row => row[0])).ShouldBeEmpty();

    [Theory]
    [InlineData("Password=${POSTGRES_PASSWORD};Username=integration")]
    [InlineData("amqp://integration:{password}@rabbitmq/")]
    [InlineData("sk_test_sandbox and whsec_of_the_test")]
    [InlineData("public string SecretKey { get; set; } = \"\";")]
    [InlineData("token = AccessTokenOfTheConfiguredProvider")]
    [InlineData("\"schedulingTokenId\": \"0b5f6d2e-93c1-4d47-8a1e-6f27c4d9b850\"")]
    public void Should_leave_alone_what_is_none(string line)
    {
        var file = Path.Combine(_folder.FullName, "settings.yaml");
        File.WriteAllText(file, line);

        SecretScan.Read(_folder.FullName, file).ShouldBeEmpty();
    }

    [Fact]
    public void Should_never_show_one_whole()
    {
        var secret = "sk_" + "live_" + Signs(24, Base62);
        var file = Path.Combine(_folder.FullName, "settings.yaml");
        File.WriteAllText(file, secret);

        SecretScan.Read(_folder.FullName, file).ShouldHaveSingleItem().ToString().ShouldNotContain(secret[10..]);
    }

    [Fact]
    public void Should_find_none_in_the_repository()
    {
        TrackedFiles().Count.ShouldBeGreaterThan(500);
        OfTheRepository.Value.Where(secret => !AllowedSecrets.Reasons.ContainsKey(secret.Value))
            .ShouldBeEmpty("a real one is no secret any more: change it where it is used, then take it out; one that is none belongs into AllowedSecrets, with the reason");
    }

    [Fact]
    public void Should_allow_no_value_that_is_not_there()
    {
        var values = OfTheRepository.Value.Where(secret => Path.GetFileName(secret.File) != $"{nameof(AllowedSecrets)}.cs").Select(secret => secret.Value);
        AllowedSecrets.Reasons.Keys.Except(values).ShouldBeEmpty("these need the exception no longer");
    }

    private static readonly Lazy<IReadOnlyList<FoundSecret>> OfTheRepository = new(() => [.. TrackedFiles().SelectMany(file => SecretScan.Read(Repository.Root, file))]);

    private const string HexSigns = "0123456789abcdef";
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Signs in an order that no word has, the same in each run.</summary>
    private static string Signs(int count, string alphabet) => new([.. Enumerable.Range(1, count).Select(i => alphabet[i * i * 7 % 1009 % alphabet.Length])]);

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>What Git keeps, and what it would with the next <c>git add</c>.</summary>
    private static List<string> TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        git.ExitCode.ShouldBe(0);
        return [.. names.Select(name => Path.Combine(Repository.Root, name)).Where(File.Exists)];
    }
}
