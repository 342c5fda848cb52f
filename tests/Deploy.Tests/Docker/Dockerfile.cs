using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Docker;

/// <summary>A Dockerfile as instructions, continued lines joined, comments left out, build arguments before the first stage filled in.</summary>
internal sealed partial class Dockerfile
{
    private readonly List<(string Name, string Text)> _instructions = [];

    public Dockerfile(string text)
    {
        var defaults = new Dictionary<string, string>();
        foreach (var line in Continued().Replace(Comment().Replace(text, ""), " ").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, rest) = line.Split(' ', 2, StringSplitOptions.TrimEntries) is [var first, var second] ? (first, second) : throw new FormatException($"no instruction: {line}");
            if (name == "ARG" && !_instructions.Any(i => i.Name == "FROM") && rest.Split('=', 2) is [var argument, var value])
            {
                defaults[argument] = value;
            }

            _instructions.Add((name, name == "FROM" ? Variable().Replace(rest, m => defaults[m.Groups["name"].Value]) : rest));
        }
    }

    public static string Path { get; } = System.IO.Path.Combine(Repository.Root, "deploy", "docker", "Dockerfile");

    /// <summary>Images that stages stand on.</summary>
    public IEnumerable<string> Images => _instructions.Where(i => i.Name == "FROM").Select(i => i.Text.Split(' ')[0]);

    /// <summary>Instructions of a name in all stages.</summary>
    public IEnumerable<string> All(string name) => _instructions.Where(i => i.Name == name).Select(i => i.Text);

    /// <summary>Instructions of a name in the stage that becomes the image.</summary>
    public IEnumerable<string> Final(string name) => _instructions.Skip(_instructions.FindLastIndex(i => i.Name == "FROM")).Where(i => i.Name == name).Select(i => i.Text);

    [GeneratedRegex(@"^\s*#.*\n?", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s*\\\n\s*")]
    private static partial Regex Continued();

    [GeneratedRegex(@"\$\{(?<name>\w+)\}")]
    private static partial Regex Variable();
}
