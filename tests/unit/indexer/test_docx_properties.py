"""What stands around a Word document's text: headers, labels, title and date."""

from datetime import UTC, datetime

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from tests.fixtures.word_files import read


def test_headers_footers_and_watermarks_are_kept_at_the_edges() -> None:
    """A marking stands there most often."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "RESTRICTED"
    section.first_page_header.paragraphs[0].text = "First page"
    section.footer.add_table(1, 1, Cm(5)).cell(0, 0).text = "Footer cell"
    section.header._element.append(
        parse_xml(
            f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'>"
            "<w:r><w:pict><v:shape><v:textpath string='CONFIDENTIAL'/></v:shape></w:pict></w:r>"
            "</w:p>"
        )
    )
    word.core_properties.category = "Board only"
    document = read(word)

    assert set(document.edges) == {
        *("RESTRICTED", "First page", "Footer cell", "CONFIDENTIAL", "Board only")
    }
    assert document.sections[0].text == "The lamps were counted."


def test_sensitivity_labels_are_kept_at_the_edges() -> None:
    """Office programs write them into a property and often nowhere else."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    name = PackURI("/docProps/custom.xml")
    xml = (
        b"<Properties><property name='MSIP_Label_1_Name'><v>SECRET</v></property>"
        b"<property name='Author of lamps'><v>Ada</v></property></Properties>"
    )
    package = word.part.package
    package.relate_to(Part(name, "application/xml", xml, package), "custom-properties")

    assert read(word).edges == ("SECRET",)


def test_title_and_date_come_from_the_properties() -> None:
    """The date is that of the last change."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    word.core_properties.title = "Night lights"
    word.core_properties.modified = datetime(2026, 5, 17, tzinfo=UTC)
    info = read(word).info

    assert (info.title, info.date) == ("Night lights", "2026-05-17")


@pytest.mark.parametrize("made_up", ["Microsoft Word - x", "Document1", "night_plan_v2.docx", ""])
def test_a_title_that_a_program_made_up_is_not_used(made_up: str) -> None:
    """The file's name says more."""
    word = docx.Document()
    word.add_paragraph("The lamps were counted.")
    word.core_properties.title = made_up

    assert read(word).info.title == "Night plan"
