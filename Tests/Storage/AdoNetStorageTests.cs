using Xunit;

namespace Marquee.Tests.Storage;

[Collection("postgres")]
public sealed class AdoNetStorageTests(AdoNetFixture fixture) : StorageTests(fixture), IClassFixture<AdoNetFixture>;
