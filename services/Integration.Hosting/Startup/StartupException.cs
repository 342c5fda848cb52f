namespace Integration.Hosting.Startup;

/// <summary>The configuration is right, but what the service needs is not there or not as it must be. One line for ops; exit code 1.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
