using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Integration.Hosting.Startup;

namespace Integration.WebhookIngress.Api.Security;

/// <summary><c>api-key</c> on the command line: makes a key for a client, and says what has to stand in the configuration for it. Nothing is stored: what is not kept of its output is lost.</summary>
public static class ApiKeyCommand
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "api-key";

    private const string Use = """
        api-key --client NAME --scopes SCOPE,SCOPE [--expires TIME]
        Scopes: payments:read, payments:write, ops; the time in ISO 8601, UTC without an offset.
        """;

    /// <summary>Makes one; a repeat makes another. Exit code: 0, or 64 with the reason among the errors when the words make no sense.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> words, TimeProvider time, TextWriter output, TextWriter errors)
    {
        try
        {
            var given = CommandWords.Read(words, ["--client", "--scopes", "--expires"]);
            var key = ApiKey.New();
            var options = new ApiKeyOptions
            {
                Name = given.GetValueOrDefault("--client", ""), Id = key.Id, Sha256 = Convert.ToHexStringLower(ApiKey.Hash(key.Text)),
                Scopes = given.GetValueOrDefault("--scopes", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                ExpiresAt = Expiry(given, time),
            };
            var wrong = new List<ValidationResult>();
            if (!Validator.TryValidateObject(options, new ValidationContext(options), wrong, validateAllProperties: true))
            {
                throw new FormatException(string.Join(" ", wrong.Select(w => w.ErrorMessage!.StartsWith("needs", StringComparison.Ordinal) ? $"--scopes {w.ErrorMessage}" : w.ErrorMessage)));
            }

            await output.WriteLineAsync($"The key of {options.Name}; it is shown only now:{Environment.NewLine}{key.Text}");
            await output.WriteLineAsync("Its configuration, as environment or as a file for each name in the secrets directory:");
            foreach (var line in Lines(options))
            {
                await output.WriteLineAsync($"Api__Keys__{options.Id}__{line}");
            }

            return 0;
        }
        catch (FormatException wrong)
        {
            await errors.WriteLineAsync($"{wrong.Message}{Environment.NewLine}{Use}");
            return CommandWords.WrongUse;
        }
    }

    private static DateTimeOffset? Expiry(Dictionary<string, string> given, TimeProvider time)
    {
        if (!given.TryGetValue("--expires", out var text))
        {
            return null;
        }

        var expires = DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return expires > time.GetUtcNow() ? expires : throw new FormatException("--expires is over already.");
    }

    /// <summary>Under the key's id instead of a number: no other key is in its place, and none has to move when one is removed.</summary>
    private static IEnumerable<string> Lines(ApiKeyOptions key) =>
    [
        $"Name={key.Name}", $"Id={key.Id}", $"Sha256={key.Sha256}", .. key.Scopes.Select((scope, i) => $"Scopes__{i}={scope}"),
        .. key.ExpiresAt is { } at ? [$"ExpiresAt={at.UtcDateTime:O}"] : Array.Empty<string>(),
    ];
}
