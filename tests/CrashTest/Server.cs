namespace Integration.CrashTest;

/// <summary>RabbitMQ or PostgreSQL.</summary>
/// <param name="name">In words.</param>
/// <param name="stop">Ends it without a goodbye.</param>
/// <param name="start">Starts it on the same port and data; it answers when this returns.</param>
internal sealed class Server(string name, Func<Task> stop, Func<Task> start) : Part(name)
{
    public Task StopAsync() => stop();

    public Task StartAsync() => start();
}
