# What "cpack" makes of the install rules: a .deb for Debian 12 and a .tgz that runs from any folder.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME hindcast)
set(CPACK_PACKAGE_VENDOR "The Hindcast authors")
set(CPACK_PACKAGE_CONTACT "The Hindcast authors <maintainers@hindcast.example>")
set(CPACK_RESOURCE_FILE_LICENSE "${CMAKE_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "time-travel debugger for event logs")
set(CPACK_SYSTEM_NAME "${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_ARCHIVE_FILE_EXTENSION .tgz)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
    "Open a log that a system exported (CloudEvents, NDJSON, JSON, CSV or XES), see
it on a timeline, drag the playhead, and read the state of any entity as of any
event: in a window, or on the command line with the same engine.
.
The log is kept append-only with a digest chain that finds the first altered
event.")
# The libraries from the programs themselves; Qt's platform plugins come with its library.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Rules name time zones.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "tzdata")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "fonts-inter, fonts-jetbrains-mono")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# The .deb refers to the license that every Debian has; the .tgz brings its own.
configure_file("${CMAKE_SOURCE_DIR}/LICENSE" "${CMAKE_CURRENT_BINARY_DIR}/license/LICENSE" COPYONLY)
file(CONFIGURE OUTPUT per_package.cmake CONTENT [[
if(CPACK_GENERATOR STREQUAL "TGZ")
    set(CPACK_INSTALLED_DIRECTORIES "@CMAKE_CURRENT_BINARY_DIR@/license" .)
endif()
]] @ONLY)
set(CPACK_PROJECT_CONFIG_FILE "${CMAKE_CURRENT_BINARY_DIR}/per_package.cmake")
include(CPack)
