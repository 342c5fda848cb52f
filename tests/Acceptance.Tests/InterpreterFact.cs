using System.Diagnostics;

namespace Integration.Acceptance;

/// <summary>A test of an example in another language: skipped, with the reason, where what runs it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InterpreterFactAttribute : FactAttribute
{
    /// <summary>The first program of those named, separated by <c>|</c>, that these arguments succeed with.</summary>
    public InterpreterFactAttribute(string programs, string arguments)
    {
        (Programs, Arguments) = (programs, arguments);
        if (Find(programs, arguments) is null)
        {
            Skip = $"{programs} is not there, or fails at '{arguments}'";
        }
    }

    /// <summary>What may run it.</summary>
    public string Programs { get; }

    /// <summary>What shows that all it needs is there.</summary>
    public string Arguments { get; }

    public static string? Find(string programs, string arguments) => programs.Split('|').FirstOrDefault(program => Succeeds(program, arguments));

    private static bool Succeeds(string program, string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.WaitForExit(TimeSpan.FromSeconds(20)) && process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;   // not installed
        }
    }
}
