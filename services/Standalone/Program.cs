using Integration.Hosting.Startup;
using Integration.Standalone;

return await ServiceRunner.RunAsync("Standalone", args, () => StandaloneService.Build(args));
